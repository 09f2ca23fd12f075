/**
 * Text frames (docs/session-protocol.md, F1 to F4): version(1) ‖ AES-256-GCM(padded text), each under a key of its own.
 * A frame that was replayed, reordered, dropped, reflected or cut short does not open, and a reader that met one such
 * frame opens no other.
 */

import { FrameRefused, NONCE_BYTES, VERSION, openFrame, sealFrame } from './frames.js';
import { pad, unpad } from './padding.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./ratchet.js').Ratchet} Ratchet */

const HEADER = Uint8Array.of(VERSION);

/** @param {number} count @returns {import('./frames.js').Place} */
function place(count) {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setBigUint64(4, BigInt(count));
  return { header: HEADER, nonce };
}

/** Seals texts in one direction. */
export class TextWriter {
  #crypto;
  #ratchet;
  #count = 0;

  /** @param {Crypto} crypto @param {Ratchet} ratchet that no other writer has */
  constructor(crypto, ratchet) {
    this.#crypto = crypto;
    this.#ratchet = ratchet;
  }

  /**
   * The frame for a text. Frames must be sent in the order in which this was called.
   * @param {Bytes} text
   */
  async seal(text) {
    const here = place(this.#count++);
    return sealFrame(this.#crypto, await this.#ratchet.step(), here, pad(text));
  }
}

/** Opens the texts of one direction, each once and in order. */
export class TextReader {
  #crypto;
  #ratchet;
  #count = 0;
  #broken = false;

  /** @param {Crypto} crypto @param {Ratchet} ratchet */
  constructor(crypto, ratchet) {
    this.#crypto = crypto;
    this.#ratchet = ratchet;
  }

  /**
   * The text of the next frame. Calls must not overlap.
   * @param {Bytes} frame
   * @returns {Promise<Bytes>}
   * @throws {FrameRefused} when it is not that frame
   */
  async open(frame) {
    if (this.#broken) throw new FrameRefused('an earlier frame was refused');
    try {
      const here = place(this.#count++);
      return unpad(await openFrame(this.#crypto, await this.#ratchet.step(), here, frame));
    } catch (cause) {
      this.#broken = true;
      throw cause instanceof RangeError ? new FrameRefused('not padded as it has to be', cause) : cause;
    }
  }
}
