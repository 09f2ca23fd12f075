import { byId } from './dom.js';

/** What stands in the room while nobody has said anything. */
export class QuietText {
  #root = byId('quiet', HTMLElement);
  #text = byId('quiet-text', HTMLElement);

  /** @param {string} text empty for nothing at all */
  show(text) {
    this.#root.hidden = text === '';
    this.#text.textContent = text;
  }
}
