/**
 * ML-KEM-768 (FIPS 203): the browser's own where it has one, else that of @noble/post-quantum, which is loaded only
 * then. Both give the same bytes.
 */

import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {{ publicKey: Bytes, decapsulate: (ciphertext: Bytes) => Promise<Bytes> }} Decapsulator one key pair */

/**
 * @typedef {object} MlKem
 * @property {() => Promise<Decapsulator>} generate a fresh key pair
 * @property {(publicKey: Bytes) => Promise<{ ciphertext: Bytes, secret: Bytes }>} encapsulate a fresh secret; throws a
 *   ProtocolError for what is no encapsulation key (FIPS 203, 7.2)
 */

/**
 * As much of Web Crypto's ML-KEM as is used here (WICG, Modern Algorithms in the Web Cryptography API).
 * @typedef {object} NativeSubtle
 * @property {(format: string, bytes: Bytes, name: string, extractable: boolean, uses: string[]) => Promise<CryptoKey>}
 *   importKey
 * @property {(format: string, key: CryptoKey) => Promise<ArrayBuffer>} exportKey
 * @property {(name: string, extractable: boolean, uses: string[]) => Promise<CryptoKeyPair>} generateKey
 * @property {(name: string, key: CryptoKey) => Promise<{ ciphertext: ArrayBuffer, sharedKey: ArrayBuffer }>}
 *   encapsulateBits
 * @property {(name: string, key: CryptoKey, ciphertext: Bytes) => Promise<ArrayBuffer>} decapsulateBits
 */

/** @typedef {Pick<typeof import('@noble/post-quantum/ml-kem.js').ml_kem768, 'keygen' | 'encapsulate' | 'decapsulate'>}
 *   Noble */

export const PUBLIC_KEY_BYTES = 1184;
export const CIPHERTEXT_BYTES = 1088;
const NAME = 'ML-KEM-768';
const SEED_BYTES = 64;
const MESSAGE_BYTES = 32;

/**
 * The browser's own, or else the library's.
 * @param {Crypto} crypto
 * @param {() => Promise<{ ml_kem768: Noble }>} loadNoble
 * @returns {Promise<MlKem>}
 */
export async function chooseMlKem(crypto, loadNoble) {
  const native = nativeMlKem(/** @type {NativeSubtle} */ (/** @type {unknown} */ (crypto.subtle)));
  if (await native.generate().then(() => true, () => false)) return native;
  return nobleMlKem((await loadNoble()).ml_kem768, crypto);
}

/** @param {NativeSubtle} subtle @returns {MlKem} */
function nativeMlKem(subtle) {
  return {
    async generate() {
      const { publicKey, privateKey } = await subtle.generateKey(NAME, false, ['encapsulateBits', 'decapsulateBits']);
      return {
        publicKey: new Uint8Array(await subtle.exportKey('raw-public', publicKey)),
        decapsulate: async (ciphertext) => new Uint8Array(await subtle.decapsulateBits(NAME, privateKey, ciphertext)),
      };
    },
    async encapsulate(publicKey) {
      const key = await subtle.importKey('raw-public', publicKey, NAME, true, ['encapsulateBits']).catch(noKey);
      const { ciphertext, sharedKey } = await subtle.encapsulateBits(NAME, key);
      return { ciphertext: new Uint8Array(ciphertext), secret: new Uint8Array(sharedKey) };
    },
  };
}

/**
 * @param {Noble} library
 * @param {Crypto} random
 * @returns {MlKem}
 */
export function nobleMlKem(library, random) {
  return {
    async generate() {
      const seed = random.getRandomValues(new Uint8Array(SEED_BYTES));
      const { publicKey, secretKey } = library.keygen(seed);
      seed.fill(0);
      return {
        publicKey: publicKey.slice(),
        decapsulate: async (ciphertext) => library.decapsulate(ciphertext, secretKey).slice(),
      };
    },
    async encapsulate(publicKey) {
      const message = random.getRandomValues(new Uint8Array(MESSAGE_BYTES));
      try {
        const { cipherText, sharedSecret } = library.encapsulate(publicKey, message);
        return { ciphertext: cipherText.slice(), secret: sharedSecret.slice() };
      } catch (cause) {
        return noKey(cause);
      } finally {
        message.fill(0);
      }
    },
  };
}

/** @param {unknown} cause @returns {never} */
function noKey(cause) {
  throw new ProtocolError('no encapsulation key', cause);
}
