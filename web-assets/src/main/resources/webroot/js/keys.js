/**
 * Every key of a room, by HKDF-SHA-256 (RFC 5869) from the link key. No key can be read back out of Web Crypto, and no
 * two purposes or directions share one.
 *
 *   signal key   = HKDF(link key, salt = room id, info = "nullroom/2 signal " role " " sender)
 *   master       = HKDF(link key, salt = room id, info = "nullroom/2 session" transcript)
 *   text key     = HKDF(master, salt = none, info = "nullroom/2 text " role)
 *   file key     = HKDF(master, salt = transfer id, info = "nullroom/2 file " role)
 *
 * `role` is the writer's, so what one side writes can never be played back to it. `sender` is 16 random bytes of one
 * page's life and the transcript holds fresh random bytes of both sides, so that a counter that starts at zero again,
 * after a reload with the same link, never meets a key for the second time.
 */

import { concat, toUtf8 } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {'initiator' | 'responder'} Role */
/** @typedef {'encrypt' | 'decrypt'} Use */

const NO_SALT = new Uint8Array(0);
const KEY_BITS = 256;

/**
 * The other side's role.
 * @param {Role} role
 * @returns {Role}
 */
export function otherRole(role) {
  return role === 'initiator' ? 'responder' : 'initiator';
}

/** The keys of one room that follow from its link alone. */
export class LinkKeys {
  #crypto;
  #link;
  #salt;

  /**
   * @param {Crypto} crypto
   * @param {CryptoKey} link the link key as an HKDF key
   * @param {string} roomId
   */
  constructor(crypto, link, roomId) {
    this.#crypto = crypto;
    this.#link = link;
    this.#salt = toUtf8(roomId);
  }

  /**
   * @param {Crypto} crypto
   * @param {Bytes} linkKey 32 bytes
   * @param {string} roomId
   */
  static async import(crypto, linkKey, roomId) {
    return new LinkKeys(crypto, await importBase(crypto, linkKey), roomId);
  }

  /**
   * The key for the signals of one sender.
   * @param {Role} role the sender's
   * @param {Bytes} sender the sender's 16 random bytes
   * @param {Use} use
   */
  signalKey(role, sender, use) {
    const info = concat(toUtf8(`nullroom/2 signal ${role} `), sender);
    return deriveAead(this.#crypto, this.#link, { salt: this.#salt, info }, use);
  }

  /**
   * The keys of a session between two people.
   * @param {Bytes} transcript 32 bytes, the same on both sides only if nobody came between
   */
  async session(transcript) {
    const info = concat(toUtf8('nullroom/2 session'), transcript);
    const bits = await this.#crypto.subtle.deriveBits(hkdf({ salt: this.#salt, info }), this.#link, KEY_BITS);
    const master = await importBase(this.#crypto, new Uint8Array(bits));
    new Uint8Array(bits).fill(0);
    return new SessionKeys(this.#crypto, master);
  }
}

/** The keys of one session. */
export class SessionKeys {
  #crypto;
  #master;

  /**
   * @param {Crypto} crypto
   * @param {CryptoKey} master an HKDF key
   */
  constructor(crypto, master) {
    this.#crypto = crypto;
    this.#master = master;
  }

  /**
   * The key for the text frames that `role` writes.
   * @param {Role} role
   * @param {Use} use
   */
  textKey(role, use) {
    const info = toUtf8(`nullroom/2 text ${role}`);
    return deriveAead(this.#crypto, this.#master, { salt: NO_SALT, info }, use);
  }

  /**
   * The key for the chunks of one file that `role` sends.
   * @param {Role} role
   * @param {Bytes} transferId 16 random bytes, never used twice in a session
   * @param {Use} use
   */
  fileKey(role, transferId, use) {
    const info = toUtf8(`nullroom/2 file ${role}`);
    return deriveAead(this.#crypto, this.#master, { salt: transferId, info }, use);
  }
}

/** @param {{ salt: Bytes, info: Bytes }} parts */
function hkdf({ salt, info }) {
  return { name: 'HKDF', hash: 'SHA-256', salt, info };
}

/** @param {Crypto} crypto @param {Bytes} bytes */
function importBase(crypto, bytes) {
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits', 'deriveKey']);
}

/**
 * @param {Crypto} crypto
 * @param {CryptoKey} base
 * @param {{ salt: Bytes, info: Bytes }} parts
 * @param {Use} use
 */
function deriveAead(crypto, base, parts, use) {
  return crypto.subtle.deriveKey(hkdf(parts), base, { name: 'AES-GCM', length: KEY_BITS }, false, [use]);
}
