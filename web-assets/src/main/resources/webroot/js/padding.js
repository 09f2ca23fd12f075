/**
 * Padding of texts (docs/session-protocol.md, F3), so that a length tells a size class and no more: at least 256 bytes,
 * above that Padmé (Nikitin et al., PURBs, 2019), which adds at most 12 %.
 *
 *   length of the text (4 bytes) ‖ text ‖ zeros
 */

import { lengthPrefixed } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

const LENGTH_BYTES = 4;
const LEAST = 256;

/**
 * How long a text of that length is when padded.
 * @param {number} length in bytes
 */
export function paddedLength(length) {
  const needed = LENGTH_BYTES + length;
  if (needed <= LEAST) return LEAST;
  const exponent = Math.floor(Math.log2(needed));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(needed / step) * step;
}

/**
 * The text with its length before it and zeros behind it.
 * @param {Bytes} text
 */
export function pad(text) {
  const padded = new Uint8Array(paddedLength(text.length));
  padded.set(lengthPrefixed(text));
  return padded;
}

/**
 * The text in its padding.
 * @param {Bytes} padded
 * @throws {RangeError} when a writer would have padded otherwise
 */
export function unpad(padded) {
  if (padded.length < LEAST) throw new RangeError('too short to be padded');
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (end > padded.length || paddedLength(length) !== padded.length) throw new RangeError('padded to another length');
  if (padded.subarray(end).some((byte) => byte !== 0)) throw new RangeError('something in the padding');
  return padded.slice(LENGTH_BYTES, end);
}
