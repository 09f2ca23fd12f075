/**
 * Bytes and their text forms: base64url (RFC 4648 section 5, no padding), UTF-8, and unambiguous joining.
 */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The base64url form of the bytes, without padding.
 * @param {Bytes} bytes
 */
export function toBase64Url(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * The bytes that a base64url text stands for. Refuses padding, other alphabets and stray trailing bits, so that every
 * value has exactly one spelling.
 * @param {string} text
 * @returns {Bytes}
 * @throws {SyntaxError} when the text is not canonical base64url
 */
export function fromBase64Url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new SyntaxError('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  // Only the last group can have bits to spare.
  const [rest, tail] = [bytes.length % 3, text.length % 4];
  if (rest > 0 && toBase64Url(bytes.subarray(-rest)) !== text.slice(-tail)) {
    throw new SyntaxError('not canonical base64url');
  }
  return bytes;
}

/**
 * The UTF-8 form of a text.
 * @param {string} text
 * @returns {Bytes}
 */
export function toUtf8(text) {
  return encoder.encode(text);
}

/**
 * The text that UTF-8 bytes stand for.
 * @param {BufferSource} bytes
 * @throws {TypeError} when the bytes are not UTF-8
 */
export function fromUtf8(bytes) {
  return strictDecoder.decode(bytes);
}

/**
 * The parts one after another.
 * @param {...Bytes} parts
 * @returns {Bytes}
 */
export function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/**
 * The parts one after another, each behind its length in four bytes: two different lists never give the same bytes.
 * @param {...Bytes} parts
 */
export function lengthPrefixed(...parts) {
  return concat(...parts.flatMap((part) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, part.length);
    return [length, part];
  }));
}

/**
 * Whether both have the same bytes, in a time that does not tell where they differ.
 * @param {Bytes} one
 * @param {Bytes} other
 */
export function sameBytes(one, other) {
  if (one.length !== other.length) return false;
  return one.reduce((difference, byte, at) => difference | (byte ^ (other[at] ?? 0)), 0) === 0;
}
