import { byId, within } from './dom.js';

const COPIED = 'Link copied. Now send it to one person.';
const COPY_YOURSELF = 'Your browser does not let the page copy. The link is selected: copy it yourself.';

/** The link to the room: out of sight until it is asked for, copied or shared with one press. */
export class Invite {
  #root = byId('invite', HTMLElement);
  #panel = byId('share-panel', HTMLElement);
  #field = byId('share-link', HTMLInputElement);
  #opener = byId('share-open', HTMLButtonElement);
  #said = byId('share-said', HTMLElement);
  #link;

  /** @param {string} link */
  constructor(link) {
    this.#link = link;
    this.#opener.addEventListener('click', () => (this.#panel.hidden ? this.#reveal() : this.#conceal()));
    this.#field.addEventListener('focus', () => this.#field.select());
    byId('share-copy', HTMLButtonElement).addEventListener('click', () => this.#copy());
    const native = byId('share-native', HTMLButtonElement);
    native.hidden = typeof navigator.share !== 'function';
    native.addEventListener('click', () => this.#share());
  }

  /** @param {boolean} shown */
  toggle(shown) {
    this.#root.hidden = !shown;
    if (!shown) this.#conceal();
  }

  /** Forgets the link. */
  wipe() {
    this.#link = '';
    this.toggle(false);
  }

  #reveal() {
    this.#field.value = this.#link;
    this.#panel.hidden = false;
    this.#label('Hide link', 'true');
    this.#field.focus();
    this.#field.select();
    this.#field.scrollLeft = 0;
  }

  #conceal() {
    this.#field.value = '';
    this.#panel.hidden = true;
    this.#said.textContent = '';
    this.#label('Show link', 'false');
  }

  /**
   * @param {string} text
   * @param {'true'|'false'} expanded
   */
  #label(text, expanded) {
    within(this.#opener, '.label', HTMLElement).textContent = text;
    this.#opener.setAttribute('aria-expanded', expanded);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#link);
      this.#said.textContent = COPIED;
    } catch {
      this.#reveal();
      this.#said.textContent = COPY_YOURSELF;
    }
  }

  async #share() {
    try {
      await navigator.share({ url: this.#link });
    } catch (failure) {
      // Closing the share sheet is a choice, not a failure.
      const closed = failure instanceof DOMException && failure.name === 'AbortError';
      if (!closed) await this.#copy();
    }
  }
}
