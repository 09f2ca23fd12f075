/**
 * What people write to each other.
 */

import { toUtf8 } from './bytes.js';
import { MAX_TEXT_BYTES, newId } from './messages.js';

/** What may wait for its receipt, in bytes: the memory that a connection that is down may take. */
const MAX_UNDELIVERED_BYTES = 1024 * 1024;

/** The texts of one session: shown once each, in order, and with a receipt. */
export class Texts {
  #crypto;
  #post;
  #listener;
  /** Ids of our texts without a receipt, and their sizes. @type {Map<string, number>} */
  #undelivered = new Map();
  /** Ids of the other one's texts that were shown. @type {Set<string>} */
  #shown = new Set();

  /**
   * @param {object} parts
   * @param {Crypto} parts.crypto
   * @param {(message: import('./messages.js').Message) => void} parts.post
   * @param {Pick<import('./listener.js').Listener, 'text' | 'delivered'>} parts.listener
   */
  constructor({ crypto, post, listener }) {
    this.#crypto = crypto;
    this.#post = post;
    this.#listener = listener;
  }

  /**
   * Sends a text, with line ends and letters brought into one form.
   * @param {string} text
   * @returns {string} its id
   * @throws {RangeError} when it is too long, or too much waits for its receipt
   */
  send(text) {
    const normal = normalize(text);
    const size = toUtf8(normal).length;
    if (size > MAX_TEXT_BYTES) throw new RangeError(`a message has at most ${MAX_TEXT_BYTES} bytes`);
    if (size + this.#waiting() > MAX_UNDELIVERED_BYTES) throw new RangeError('too much is waiting to be delivered');
    const id = newId(this.#crypto);
    this.#undelivered.set(id, size);
    this.#post({ type: 'chat', id, text: normal });
    return id;
  }

  /** @param {import('./messages.js').Chat | import('./messages.js').Receipt} message */
  take(message) {
    if (message.type === 'receipt') {
      if (this.#undelivered.delete(message.id)) this.#listener.delivered(message.id);
    } else if (!this.#shown.has(message.id)) {
      this.#shown.add(message.id);
      this.#listener.text({ id: message.id, text: normalize(message.text) });
      this.#post({ type: 'receipt', id: message.id });
    }
  }

  /** Forgets all. */
  close() {
    this.#undelivered.clear();
    this.#shown.clear();
  }

  #waiting() {
    return [...this.#undelivered.values()].reduce((total, size) => total + size, 0);
  }
}

/**
 * One form of line end and none of the control characters, which show nothing and which JSON makes six times as long.
 * @param {string} text
 */
function normalize(text) {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
