/**
 * X25519 (RFC 7748) by Web Crypto.
 */

import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

export const X25519_BYTES = 32;

/** @typedef {{ publicKey: Bytes, agree: (other: Bytes) => Promise<Bytes> }} Exchange one fresh key pair */

/**
 * A fresh key pair. `agree` gives the secret that it shares with another public key, and throws a ProtocolError for a
 * public key of small order, which would make the secret zero (RFC 7748, 6.1).
 * @param {Crypto} crypto
 * @returns {Promise<Exchange>}
 */
export async function newX25519(crypto) {
  const { subtle } = crypto;
  const pair = /** @type {CryptoKeyPair} */ (await subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']));
  return exchangeOf(crypto, pair);
}

/**
 * The exchange by a given key pair.
 * @param {Crypto} crypto
 * @param {CryptoKeyPair} pair
 * @returns {Promise<Exchange>}
 */
export async function exchangeOf({ subtle }, { publicKey, privateKey }) {
  return {
    publicKey: new Uint8Array(await subtle.exportKey('raw', publicKey)),
    agree: async (other) => {
      const theirs = await subtle.importKey('raw', other, { name: 'X25519' }, true, []);
      return secretOf(() => subtle.deriveBits({ name: 'X25519', public: theirs }, privateKey, 256));
    },
  };
}

/** @param {() => Promise<ArrayBuffer>} derive */
async function secretOf(derive) {
  /** @type {Bytes} */
  let secret;
  try {
    secret = new Uint8Array(await derive());
  } catch (cause) {
    throw new ProtocolError('a public key of small order', cause);
  }
  // Browsers refuse it themselves; one that did not would let a stranger choose the secret.
  if (secret.reduce((any, byte) => any | byte, 0) === 0) throw new ProtocolError('a public key of small order');
  return secret;
}
