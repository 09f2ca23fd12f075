/** HKDF and AES-GCM by node:crypto: the vectors are made with them, so as not to repeat a fault of the modules. */
import { createCipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';

export const hex = (bytes) => Buffer.from(bytes).toString('hex');
export const unhex = (text) => new Uint8Array(Buffer.from(text, 'hex'));
export const b64 = (bytes) => Buffer.from(bytes).toString('base64url');
export const join = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
export const u32 = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
};
export const u64 = (number) => join(u32(Math.floor(number / 2 ** 32)), u32(number % 2 ** 32));
export const lp = (...parts) => join(...parts.flatMap((part) => [u32(Buffer.from(part).length), part]));
export const sha256 = (...parts) => createHash('sha256').update(join(...parts)).digest();
export const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/** HKDF-SHA-256 with 32 bytes of output; the salt may be empty. */
export const hkdf = (key, salt, ...info) => Buffer.from(hkdfSync('sha256', key, salt, join(...info), 32));

/** AES-256-GCM, tag behind the ciphertext. */
export function aead(key, nonce, data, text) {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(data);
  return join(cipher.update(text), cipher.final(), cipher.getAuthTag());
}

/** A copy with one bit turned. */
export function flipped(bytes, bit = 0) {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] ^= 1 << (bit & 7);
  return copy;
}
