/**
 * The keys that follow from the link, and with fresh secrets the master key of a session (docs/session-protocol.md,
 * K2 and K4).
 *
 *   signal key = HKDF(link key, salt = room id, info = "nullroom/2 signal " role " " sender)
 *   auth       = HKDF(link key, salt = room id, info = "nullroom/2 auth")
 *   master     = HKDF(X25519 ‖ ML-KEM-768 secret, salt = auth, info = "nullroom/2 master" transcript SHA-256(ct))
 *
 * `role` is the writer's, so what one side writes can never be played back to it. `sender` is 16 random bytes of one
 * page's life and the transcript holds fresh shares of both sides, so that a counter that starts at zero again, after
 * a reload with the same link, never meets a key for the second time.
 */

import { concat, toUtf8 } from './bytes.js';
import { HkdfKey } from './hkdf.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./hkdf.js').Use} Use */
/** @typedef {'initiator' | 'responder'} Role */

/**
 * What a session's master key is made of.
 * @typedef {object} Ingredients
 * @property {Bytes} classic the X25519 secret; wiped
 * @property {Bytes} quantum the ML-KEM-768 secret; wiped
 * @property {Bytes} transcript 32 bytes, the same on both sides only if nobody came between
 * @property {Bytes} ciphertextDigest SHA-256 of the ML-KEM-768 ciphertext
 */

/**
 * The other side's role.
 * @param {Role} role
 * @returns {Role}
 */
export function otherRole(role) {
  return role === 'initiator' ? 'responder' : 'initiator';
}

/** The keys of one room that follow from its link. */
export class LinkKeys {
  #crypto;
  #link;
  #salt;

  /**
   * @param {Crypto} crypto
   * @param {HkdfKey} link the link key
   * @param {string} roomId
   */
  constructor(crypto, link, roomId) {
    this.#crypto = crypto;
    this.#link = link;
    this.#salt = toUtf8(roomId);
  }

  /**
   * @param {Crypto} crypto
   * @param {Bytes} linkKey 32 bytes; the caller's own stay as they are
   * @param {string} roomId
   */
  static async import(crypto, linkKey, roomId) {
    return new LinkKeys(crypto, await HkdfKey.from(crypto, linkKey.slice()), roomId);
  }

  /**
   * The key for the signals of one sender.
   * @param {Role} role the sender's
   * @param {Bytes} sender the sender's 16 random bytes
   * @param {Use} use
   */
  signalKey(role, sender, use) {
    return this.#link.aead({ salt: this.#salt, info: concat(toUtf8(`nullroom/2 signal ${role} `), sender) }, use);
  }

  /**
   * The master key of a session.
   * @param {Ingredients} ingredients
   */
  async master({ classic, quantum, transcript, ciphertextDigest }) {
    const auth = await this.#link.bits({ salt: this.#salt, info: toUtf8('nullroom/2 auth') });
    const secrets = await HkdfKey.from(this.#crypto, concat(classic, quantum));
    const info = concat(toUtf8('nullroom/2 master'), transcript, ciphertextDigest);
    const master = await secrets.key({ salt: auth, info });
    [auth, classic, quantum].forEach((bytes) => bytes.fill(0));
    return master;
  }
}
