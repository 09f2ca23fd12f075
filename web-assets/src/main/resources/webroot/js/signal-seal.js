/**
 * Signals, sealed: what the two sides tell each other through the server before they can talk directly. The server
 * passes on `{"v":2,"s":<sender>,"n":<count>,"box":<ciphertext>}` and learns no address, no fingerprint and no key.
 *
 * Each page's life has its own 16 random bytes `s` and with them its own key, so counts may begin at zero; the first
 * sender whose signal opens is the only one heard from then on. Counts must rise. Gaps are allowed, since a lost socket
 * can take a signal with it, and a count seen before is passed over.
 */

import { fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from './bytes.js';
import { otherRole } from './keys.js';
import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./keys.js').Role} Role */

const DIALECT = 2;
const SENDER_BYTES = 16;
const MAX_COUNT = 2 ** 31;
/** A sealed signal must fit into one frame of the server, 64 KiB, with the JSON around it. */
const MAX_BOX_CHARACTERS = 48 * 1024;

/**
 * A signal that is not the other side's. `first` says whether none had been opened before it: then the likeliest cause
 * is that the two have different links.
 */
export class SignalRefused extends Error {
  /** @param {boolean} first @param {unknown} [cause] */
  constructor(first, cause) {
    super('a signal that the other side did not send', { cause });
    this.name = 'SignalRefused';
    this.first = first;
  }
}

/** Seals our signals and opens the other side's. Calls must not overlap. */
export class SignalSeal {
  #crypto;
  #keys;
  #roomId;
  #role;
  #sender;
  #count = 0;
  /** @type {CryptoKey | undefined} */
  #sealingKey;
  /** @type {{ sender: string, key: CryptoKey, count: number } | undefined} */
  #other;

  /**
   * @param {object} parts
   * @param {Crypto} parts.crypto
   * @param {import('./keys.js').LinkKeys} parts.keys
   * @param {string} parts.roomId
   * @param {Role} parts.role ours
   */
  constructor({ crypto, keys, roomId, role }) {
    this.#crypto = crypto;
    this.#keys = keys;
    this.#roomId = roomId;
    this.#role = role;
    this.#sender = crypto.getRandomValues(new Uint8Array(SENDER_BYTES));
  }

  /**
   * The envelope to hand to the server.
   * @param {object} signal any JSON value
   */
  async seal(signal) {
    const n = this.#count++;
    this.#sealingKey ??= await this.#keys.signalKey(this.#role, this.#sender, 'encrypt');
    const algorithm = this.#algorithm(this.#role, n);
    const box = await this.#crypto.subtle.encrypt(algorithm, this.#sealingKey, toUtf8(JSON.stringify(signal)));
    return { v: DIALECT, s: toBase64Url(this.#sender), n, box: toBase64Url(new Uint8Array(box)) };
  }

  /**
   * The other side's signal in an envelope, or undefined when it had been opened before.
   * @param {unknown} envelope as it came from the server
   * @returns {Promise<unknown>}
   * @throws {SignalRefused} when it is not what the other side sealed
   * @throws {ProtocolError} when it is, and no JSON
   */
  async open(envelope) {
    const plaintext = await this.#plaintext(envelope);
    if (plaintext === undefined) return undefined;
    try {
      return JSON.parse(fromUtf8(plaintext));
    } catch (cause) {
      throw new ProtocolError('a signal that is not JSON', cause);
    }
  }

  /** @param {unknown} envelope */
  async #plaintext(envelope) {
    const first = this.#other === undefined;
    try {
      const { s, n, box } = parseEnvelope(envelope);
      const other = this.#other ?? { sender: s, key: await this.#openingKey(s), count: -1 };
      if (s !== other.sender) throw new TypeError('another sender');
      if (n <= other.count) return undefined;
      const plaintext = await this.#crypto.subtle.decrypt(this.#algorithm(otherRole(this.#role), n), other.key, box);
      this.#other = { ...other, count: n };
      return new Uint8Array(plaintext);
    } catch (cause) {
      throw new SignalRefused(first, cause);
    }
  }

  /** @param {string} sender */
  #openingKey(sender) {
    return this.#keys.signalKey(otherRole(this.#role), fromBase64Url(sender), 'decrypt');
  }

  /** @param {Role} role the writer's @param {number} n */
  #algorithm(role, n) {
    // The count is the nonce: the key belongs to one sender, who counts each signal once.
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, n);
    const additionalData = toUtf8(`nullroom/${DIALECT} signal|${this.#roomId}|${role}|${n}`);
    return { name: 'AES-GCM', iv, additionalData };
  }
}

/**
 * @param {unknown} envelope
 * @returns {{ s: string, n: number, box: Bytes }}
 */
function parseEnvelope(envelope) {
  const { v, s, n, box } = /** @type {Record<string, unknown>} */ (Object(envelope));
  if (v !== DIALECT) throw new TypeError('unknown dialect');
  if (typeof s !== 'string' || fromBase64Url(s).length !== SENDER_BYTES) throw new TypeError('no sender');
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 0 || n >= MAX_COUNT) throw new TypeError('no count');
  if (typeof box !== 'string' || box.length > MAX_BOX_CHARACTERS) throw new TypeError('no box');
  return { s, n, box: fromBase64Url(box) };
}
