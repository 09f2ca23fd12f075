import { setIcon, within } from './dom.js';
import { statusText } from './wording.js';

/** @typedef {import('../listener.js').Status} Status */
/** @typedef {import('../path.js').Path} Path */

/** The badge that says what is going on, in words, shape and colour. */
export class StatusBadge {
  #root;
  #label;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#label = within(root, '.status-text', HTMLElement);
  }

  /**
   * @param {Status | 'outside'} status
   * @param {Path} path
   */
  show(status, path) {
    this.#root.dataset.status = status;
    this.#root.dataset.path = path;
    setIcon(this.#root, status);
    const text = statusText(status, path);
    if (this.#label.textContent !== text) this.#label.textContent = text;
  }
}
