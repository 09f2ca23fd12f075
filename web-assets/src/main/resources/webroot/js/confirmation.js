/**
 * The confirmation (docs/session-protocol.md, A9): the first message each way on the channel, by which a side proves
 * that it has the same keys and saw the same transcript.
 *
 *   version(1) ‖ HMAC-SHA-256(its own confirmation key, "nullroom/2 confirm" ‖ transcript)
 */

import { concat, toUtf8 } from './bytes.js';
import { VERSION } from './frames.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/** Our proof, and the check of the other side's. */
export class Confirmation {
  #subtle;
  #own;
  #other;
  #text;

  /**
   * @param {Crypto} crypto
   * @param {{ own: CryptoKey, other: CryptoKey }} keys for signing and for verifying
   * @param {Bytes} transcript
   */
  constructor(crypto, { own, other }, transcript) {
    this.#subtle = crypto.subtle;
    this.#own = own;
    this.#other = other;
    this.#text = concat(toUtf8('nullroom/2 confirm'), transcript);
  }

  /** The message that proves our keys. */
  async proof() {
    return concat(Uint8Array.of(VERSION), new Uint8Array(await this.#subtle.sign('HMAC', this.#own, this.#text)));
  }

  /**
   * Whether the message proves the other side's keys; takes the same time wherever it differs.
   * @param {Bytes} message
   * @returns {Promise<boolean>}
   */
  async holds(message) {
    if (message[0] !== VERSION) return false;
    return this.#subtle.verify('HMAC', this.#other, message.slice(1), this.#text);
  }
}
