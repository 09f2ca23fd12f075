/**
 * What all frames have in common: AES-256-GCM with a header that is authenticated, and a nonce that is never sent
 * because both sides count (docs/session-protocol.md, F1 and T1).
 */

import { concat } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {{ header: Bytes, nonce: Bytes }} Place where a frame belongs; it opens nowhere else */

export const VERSION = 2;
export const TAG_BYTES = 16;
export const NONCE_BYTES = 12;

/** A frame that does not open: forged, replayed, out of its place, or sealed under another key. */
export class FrameRefused extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, { cause });
    this.name = 'FrameRefused';
  }
}

/**
 * The frame: header and ciphertext.
 * @param {Crypto} crypto
 * @param {CryptoKey} key
 * @param {Place} place
 * @param {Bytes} plaintext
 */
export async function sealFrame(crypto, key, place, plaintext) {
  return concat(place.header, new Uint8Array(await crypto.subtle.encrypt(algorithm(place), key, plaintext)));
}

/**
 * The plaintext of a frame.
 * @param {Crypto} crypto
 * @param {CryptoKey} key
 * @param {Place} place its header is the one that the frame has
 * @param {Bytes} frame
 * @throws {FrameRefused} when it was not sealed for this place under this key
 */
export async function openFrame(crypto, key, place, frame) {
  const ciphertext = frame.subarray(place.header.length);
  if (ciphertext.length < TAG_BYTES) throw new FrameRefused('too short');
  if (frame[0] !== VERSION) throw new FrameRefused('unknown version');
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(place), key, ciphertext));
  } catch (cause) {
    throw new FrameRefused('not authentic in this place', cause);
  }
}

/** @param {Place} place */
function algorithm({ header, nonce }) {
  return { name: 'AES-GCM', iv: nonce, additionalData: header };
}
