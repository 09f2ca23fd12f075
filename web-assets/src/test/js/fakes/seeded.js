/** Randomness that is the same each time, and key shares that are made from it. */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { ml_kem768 as library } from '../../../main/node_modules/@noble/post-quantum/ml-kem.js';
import { nobleMlKem } from '../../../main/resources/webroot/js/ml-kem.js';
import { exchangeOf, newX25519 } from '../../../main/resources/webroot/js/x25519.js';

/** RFC 8410: what stands before the 32 bytes of an X25519 private key in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** A Crypto whose randomness follows from the seed alone. */
export function seededCrypto(seed) {
  let count = 0;
  let stock = Buffer.alloc(0);
  return {
    subtle: crypto.subtle,
    getRandomValues: (bytes) => {
      while (stock.length < bytes.length) {
        stock = Buffer.concat([stock, createHash('sha256').update(`${seed} ${count++}`).digest()]);
      }
      bytes.set(stock.subarray(0, bytes.length));
      stock = stock.subarray(bytes.length);
      return bytes;
    },
  };
}

/** Whole numbers below a bound, from such a Crypto. */
export function seededNumbers(seed) {
  const random = seededCrypto(seed);
  return (below) => Number(new DataView(random.getRandomValues(new Uint8Array(8)).buffer).getBigUint64(0)
    % BigInt(below));
}

/** The exchange by a private key of 32 bytes. */
export async function exchangeBy(secret) {
  const pkcs8 = Buffer.concat([PKCS8_HEAD, secret]);
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, false, ['deriveBits']);
  const sameKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(sameKey).export({ format: 'jwk' });
  const publicKey = await crypto.subtle.importKey('raw', Buffer.from(x, 'base64url'), { name: 'X25519' }, true, []);
  return exchangeOf(crypto, { publicKey, privateKey });
}

/** Where a handshake takes its shares from: each of them fresh. */
export function freshSources(random) {
  return { x25519: () => newX25519(crypto), mlKem: nobleMlKem(library, random) };
}

/** Where a handshake takes its shares from, all of it from the given randomness. */
export function sourcesOf(random) {
  return {
    x25519: () => exchangeBy(random.getRandomValues(new Uint8Array(32))),
    mlKem: nobleMlKem(library, random),
  };
}
