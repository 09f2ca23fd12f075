/**
 * File chunks (docs/session-protocol.md, T1 and T2):
 *
 *   version(1) ‖ flags(1) ‖ transfer id(16) ‖ AES-256-GCM(bytes)
 *
 * The nonce holds the chunk's count and its flags. It is never the same twice under one key, because a key has one
 * writer, who counts every chunk once. The flags can share it since there is one chunk for each count, whatever its
 * flags. A reader that met one chunk out of its place opens no other.
 */

import { concat } from './bytes.js';
import { FrameRefused, NONCE_BYTES, TAG_BYTES, VERSION, openFrame, sealFrame } from './frames.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

const TRANSFER_ID_BYTES = 16;
const HEADER_BYTES = 2 + TRANSFER_ID_BYTES;
/** What a chunk on the wire has beyond its plaintext. */
export const CHUNK_OVERHEAD = HEADER_BYTES + TAG_BYTES;

const LAST_CHUNK = 1;
/** 2^32 chunks under one key, the bound of NIST SP 800-38D section 8.3: a file of 256 TiB. */
const MAX_CHUNKS = 2 ** 32;

/** @param {number} count @param {number} flags */
function nonceOf(count, flags) {
  const bytes = new Uint8Array(NONCE_BYTES);
  new DataView(bytes.buffer).setBigUint64(3, BigInt(count));
  bytes[11] = flags;
  return bytes;
}

/** Seals the chunks of one transfer. */
export class ChunkWriter {
  #crypto;
  #key;
  #id;
  #count = 0;

  /**
   * @param {Crypto} crypto
   * @param {CryptoKey} key for encrypting, that no other writer has
   * @param {Bytes} id the transfer's
   */
  constructor(crypto, key, id) {
    this.#crypto = crypto;
    this.#key = key;
    this.#id = id;
  }

  /**
   * The next chunk. Chunks must be sent in the order in which this was called.
   * @param {Bytes} plaintext
   * @param {boolean} last whether no chunk follows
   */
  async seal(plaintext, last) {
    const count = this.#count++; // taken before anything is awaited: two calls at once never share one
    if (count >= MAX_CHUNKS) throw new RangeError('this key has sealed all that it may');
    const flags = last ? LAST_CHUNK : 0;
    const header = concat(Uint8Array.of(VERSION, flags), this.#id);
    return sealFrame(this.#crypto, this.#key, { header, nonce: nonceOf(count, flags) }, plaintext);
  }
}

/** Opens the chunks of one transfer, each once and in order. */
export class ChunkReader {
  #crypto;
  #key;
  #count = 0;
  #broken = false;

  /** @param {Crypto} crypto @param {CryptoKey} key for decrypting */
  constructor(crypto, key) {
    this.#crypto = crypto;
    this.#key = key;
  }

  /**
   * The plaintext of the next chunk. Calls may overlap; a chunk counts for nothing while one before it may be refused.
   * @param {Bytes} frame with the transfer's id in it
   * @returns {Promise<{ plaintext: Bytes, last: boolean }>}
   * @throws {FrameRefused} when it is not that chunk
   */
  async open(frame) {
    if (this.#broken) throw new FrameRefused('an earlier chunk was refused');
    try {
      const flags = frame[1] ?? 0;
      if (flags !== 0 && flags !== LAST_CHUNK) throw new FrameRefused('unknown flags');
      const place = { header: frame.subarray(0, HEADER_BYTES), nonce: nonceOf(this.#count++, flags) };
      return { plaintext: await openFrame(this.#crypto, this.#key, place, frame), last: flags === LAST_CHUNK };
    } catch (cause) {
      this.#broken = true;
      throw cause;
    }
  }
}

/**
 * Which transfer a chunk says it belongs to. Not yet authenticated: good only for finding the key to open it with.
 * @param {Bytes} frame
 * @returns {Bytes} empty when the frame is too short to say
 */
export function claimedTransferId(frame) {
  return frame.length < CHUNK_OVERHEAD ? new Uint8Array(0) : frame.slice(2, HEADER_BYTES);
}
