import { byId } from './dom.js';
import { promptText } from './wording.js';

/** The `keyCode` of a key that an input method takes (UI Events, 8.3.3). */
const COMPOSING = 229;

/**
 * Whether this key press sends. Enter does, unless Shift makes it a new line, an input method is still composing, or
 * the keyboard is on the screen, where there is no Shift to hold; Ctrl or Command with Enter always does. Safari says
 * that composing is over before the Enter that ends it, and marks that one by its code alone.
 * @param {Pick<KeyboardEvent, 'key'|'shiftKey'|'ctrlKey'|'metaKey'|'isComposing'|'keyCode'>} press
 * @param {boolean} touch
 */
export function sends(press, touch) {
  if (press.key !== 'Enter' || press.isComposing || press.keyCode === COMPOSING) return false;
  return press.ctrlKey || press.metaKey || (!press.shiftKey && !touch);
}

/**
 * What is sent of what was typed: without empty lines around it; empty when there is nothing to send.
 * @param {string} typed
 */
export function trimmed(typed) {
  return typed.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
}

/** The field in which a message is written. */
export class Composer {
  #field = byId('message-input', HTMLTextAreaElement);
  #button = byId('send', HTMLButtonElement);
  #touch = matchMedia('(pointer: coarse)');
  #onSend;
  #open = false;

  /** @param {(text: string) => boolean} onSend says whether it took the text; if not, the text stays in the field */
  constructor(onSend) {
    this.#onSend = onSend;
    byId('composer', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#field.addEventListener('keydown', (event) => {
      if (!sends(event, this.#touch.matches)) return;
      event.preventDefault();
      this.#send();
    });
    this.#field.addEventListener('input', () => this.#fit());
  }

  /** @param {Exclude<import('../listener.js').Status, 'ended'>} status */
  follow(status) {
    const opened = status === 'secure' || status === 'lost';
    const first = opened && !this.#open;
    this.#open = opened;
    this.#field.disabled = !opened;
    this.#field.placeholder = promptText(status);
    this.#fit();
    // On a touch screen the focus would push the keyboard up unasked.
    if (first && !this.#touch.matches) this.#field.focus();
  }

  /** Leaves nothing of what was typed. */
  wipe() {
    this.#field.value = '';
    this.#open = false;
    this.#field.disabled = true;
    this.#fit();
  }

  #send() {
    const text = trimmed(this.#field.value);
    if (!this.#open || text === '' || !this.#onSend(text)) return;
    this.#field.value = '';
    this.#fit();
    this.#field.focus();
  }

  #fit() {
    this.#button.disabled = !this.#open || trimmed(this.#field.value) === '';
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }
}
