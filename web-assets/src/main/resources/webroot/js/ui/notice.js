import { byId } from './dom.js';

/** One line about what just did not work, kept until it is dismissed or outdated. */
export class Notice {
  #box = byId('notice', HTMLElement);
  #text = byId('notice-text', HTMLElement);

  constructor() {
    byId('notice-close', HTMLButtonElement).addEventListener('click', () => {
      this.clear();
      byId('log', HTMLElement).focus(); // the button goes, and would take the focus with it
    });
  }

  /** @param {string} text */
  show(text) {
    this.#box.hidden = false;
    this.#text.textContent = text;
  }

  /** Takes it away. */
  clear() {
    this.#box.hidden = true;
    this.#text.textContent = '';
  }
}
