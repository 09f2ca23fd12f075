/**
 * Keys that other keys follow from, by HKDF-SHA-256 (RFC 5869). No key can be read back out of Web Crypto; where one
 * has to be made from bytes, the bytes are wiped.
 */

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {'encrypt' | 'decrypt'} Use */
/** @typedef {{ salt?: Bytes, info: Bytes }} Purpose no salt is an empty one */

const KEY_BITS = 256;
const NO_SALT = new Uint8Array(0);

/** A key that is good for nothing but deriving others. */
export class HkdfKey {
  #crypto;
  #base;

  /** @param {Crypto} crypto @param {CryptoKey} base */
  constructor(crypto, base) {
    this.#crypto = crypto;
    this.#base = base;
  }

  /**
   * The key that the bytes are; they are wiped.
   * @param {Crypto} crypto
   * @param {Bytes} bytes
   */
  static async from(crypto, bytes) {
    const base = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits', 'deriveKey']);
    bytes.fill(0);
    return new HkdfKey(crypto, base);
  }

  /**
   * 32 bytes.
   * @param {Purpose} purpose
   * @returns {Promise<Bytes>}
   */
  async bits(purpose) {
    return new Uint8Array(await this.#crypto.subtle.deriveBits(algorithm(purpose), this.#base, KEY_BITS));
  }

  /** @param {Purpose} purpose */
  async key(purpose) {
    return HkdfKey.from(this.#crypto, await this.bits(purpose));
  }

  /** A key for AES-256-GCM. @param {Purpose} purpose @param {Use} use */
  aead(purpose, use) {
    return this.#derive(purpose, { name: 'AES-GCM', length: KEY_BITS }, use);
  }

  /** A key for HMAC-SHA-256. @param {Purpose} purpose @param {'sign' | 'verify'} use */
  mac(purpose, use) {
    return this.#derive(purpose, { name: 'HMAC', hash: 'SHA-256', length: KEY_BITS }, use);
  }

  /** @param {Purpose} purpose @param {AesKeyGenParams | HmacImportParams} kind @param {KeyUsage} use */
  #derive(purpose, kind, use) {
    return this.#crypto.subtle.deriveKey(algorithm(purpose), this.#base, kind, false, [use]);
  }
}

/** @param {Purpose} purpose */
function algorithm({ salt = NO_SALT, info }) {
  return { name: 'HKDF', hash: 'SHA-256', salt, info };
}
