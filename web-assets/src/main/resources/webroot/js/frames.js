/**
 * Frames: the sealed bytes that travel on a data channel.
 *
 *   text frame   version(1) ‖ AES-256-GCM(plaintext)
 *   file chunk   version(1) ‖ flags(1) ‖ transfer id(16) ‖ AES-256-GCM(plaintext)
 *
 * What stands before the ciphertext is authenticated with it. The nonce is never sent: it is the frame's place in the
 * row, which both sides count. A frame that was replayed, reordered, dropped, reflected or cut short therefore does not
 * open, and a reader that met one such frame opens no other.
 */

import { concat } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

export const VERSION = 2;
export const TAG_BYTES = 16;
export const TRANSFER_ID_BYTES = 16;
/** What a file chunk on the wire has beyond its plaintext. */
export const CHUNK_OVERHEAD = 2 + TRANSFER_ID_BYTES + TAG_BYTES;

const TEXT_HEADER = Uint8Array.of(VERSION);
const CHUNK_HEADER_BYTES = 2 + TRANSFER_ID_BYTES;
const LAST_CHUNK = 1;
/** 2^32 frames under one key, the bound of NIST SP 800-38D section 8.3; nobody talks that long. */
const MAX_FRAMES = 2 ** 32;

/** A frame that does not open: forged, replayed, out of its place, or sealed under another key. */
export class FrameRefused extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, { cause });
    this.name = 'FrameRefused';
  }
}

/**
 * The 12 bytes of a nonce: count in the first eleven, flags in the last.
 *
 * Never the same twice under one key, because a key has one writer and a writer counts every frame once. The flags can
 * share the nonce since there is one frame for each count, whatever its flags.
 * @param {number} count
 * @param {number} flags
 */
function nonce(count, flags) {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setBigUint64(3, BigInt(count));
  bytes[11] = flags;
  return bytes;
}

/** Seals frames in one direction, each under the next count. */
export class FrameWriter {
  #subtle;
  #key;
  #count = 0;

  /** @param {Crypto} crypto @param {CryptoKey} key for encrypting, that no other writer has */
  constructor(crypto, key) {
    this.#subtle = crypto.subtle;
    this.#key = key;
  }

  /**
   * The text frame for a plaintext. Frames must be sent in the order in which this was called.
   * @param {Bytes} plaintext
   */
  sealText(plaintext) {
    return this.#seal(TEXT_HEADER, plaintext, 0);
  }

  /**
   * The next chunk of a file.
   * @param {Bytes} transferId
   * @param {Bytes} plaintext
   * @param {boolean} last whether no chunk follows
   */
  sealChunk(transferId, plaintext, last) {
    const flags = last ? LAST_CHUNK : 0;
    return this.#seal(concat(Uint8Array.of(VERSION, flags), transferId), plaintext, flags);
  }

  /** @param {Bytes} header @param {Bytes} plaintext @param {number} flags */
  async #seal(header, plaintext, flags) {
    const count = this.#count++; // taken before anything is awaited: two calls at once never share one
    if (count >= MAX_FRAMES) throw new RangeError('this key has sealed all that it may');
    const algorithm = { name: 'AES-GCM', iv: nonce(count, flags), additionalData: header };
    return concat(header, new Uint8Array(await this.#subtle.encrypt(algorithm, this.#key, plaintext)));
  }
}

/** Opens the frames of one direction, each once and in order. */
export class FrameReader {
  #subtle;
  #key;
  #count = 0;
  #broken = false;

  /** @param {Crypto} crypto @param {CryptoKey} key for decrypting */
  constructor(crypto, key) {
    this.#subtle = crypto.subtle;
    this.#key = key;
  }

  /**
   * The plaintext of the next text frame.
   * @param {Bytes} frame
   * @returns {Promise<Bytes>}
   * @throws {FrameRefused} when it is not that frame
   */
  openText(frame) {
    return this.#open(frame, TEXT_HEADER.length, 0);
  }

  /**
   * The plaintext of the next chunk of a file.
   * @param {Bytes} frame
   * @returns {Promise<{ plaintext: Bytes, last: boolean }>}
   * @throws {FrameRefused} when it is not that chunk
   */
  async openChunk(frame) {
    const flags = frame[1] ?? 0;
    if (flags !== 0 && flags !== LAST_CHUNK) return this.#refuse('unknown flags');
    return { plaintext: await this.#open(frame, CHUNK_HEADER_BYTES, flags), last: flags === LAST_CHUNK };
  }

  /** @param {Bytes} frame @param {number} headerBytes @param {number} flags @returns {Promise<Bytes>} */
  async #open(frame, headerBytes, flags) {
    if (this.#broken) return this.#refuse('an earlier frame was refused');
    if (frame.length < headerBytes + TAG_BYTES) return this.#refuse('too short');
    if (frame[0] !== VERSION) return this.#refuse('unknown version');
    const algorithm = {
      name: 'AES-GCM',
      iv: nonce(this.#count++, flags),
      additionalData: frame.subarray(0, headerBytes),
    };
    try {
      return new Uint8Array(await this.#subtle.decrypt(algorithm, this.#key, frame.subarray(headerBytes)));
    } catch (cause) {
      return this.#refuse('not authentic in this place', cause);
    }
  }

  /** @param {string} why @param {unknown} [cause] @returns {never} */
  #refuse(why, cause) {
    this.#broken = true;
    throw new FrameRefused(why, cause);
  }
}

/**
 * Which transfer a chunk says it belongs to. Not yet authenticated: good only for finding the key to open it with.
 * @param {Bytes} frame
 * @returns {Bytes} empty when the frame is too short to say
 */
export function claimedTransferId(frame) {
  return frame.length < CHUNK_HEADER_BYTES + TAG_BYTES ? new Uint8Array(0) : frame.slice(2, CHUNK_HEADER_BYTES);
}
