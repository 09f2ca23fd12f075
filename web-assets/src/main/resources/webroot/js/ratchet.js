/**
 * A chain of keys that moves on with each one that it gives out (docs/session-protocol.md, K6 and F2): from the key it
 * stands at, no earlier one can be found.
 *
 *   chain key ──► key given out
 *       │
 *       ▼
 *   chain key ──► key given out …
 */

import { toUtf8 } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

const NEXT = toUtf8('nullroom/2 next');

/** One chain. Steps are taken in the order in which they were asked for, also when several are asked for at once. */
export class Ratchet {
  /** @type {Promise<import('./hkdf.js').HkdfKey>} */
  #chain;
  #info;
  #use;

  /**
   * @param {import('./hkdf.js').HkdfKey} first
   * @param {string} purpose of the keys given out
   * @param {import('./hkdf.js').Use} use
   */
  constructor(first, purpose, use) {
    this.#chain = Promise.resolve(first);
    this.#info = toUtf8(purpose);
    this.#use = use;
  }

  /**
   * The key of this step; the chain has moved on.
   * @param {Bytes} [salt]
   * @returns {Promise<CryptoKey>}
   */
  step(salt = new Uint8Array(0)) {
    const here = this.#chain;
    this.#chain = here.then((chain) => chain.key({ salt, info: NEXT }));
    return here.then((chain) => chain.aead({ salt, info: this.#info }, this.#use));
  }
}
