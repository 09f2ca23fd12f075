import { byId } from './dom.js';

/** The words by which two people can tell that nobody is between them. */
export class SafetyWords {
  #root = byId('safety', HTMLElement);
  #words = byId('safety-words', HTMLElement);

  /** @param {string[]} words */
  show(words) {
    this.#words.textContent = words.join(' ');
    this.#root.hidden = false;
  }

  /** Shows nothing any more. */
  wipe() {
    this.#root.hidden = true;
    this.#words.textContent = '';
  }
}
