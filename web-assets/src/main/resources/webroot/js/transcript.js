/**
 * What both sides must have seen alike (docs/session-protocol.md, K3, A1, A6), and the digests over it.
 */

import { concat, lengthPrefixed, toUtf8 } from './bytes.js';
import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {{ x: Bytes, k: Bytes, nonce: Bytes }} Shares the initiator's, as revealed */

/** RFC 8122, section 5, more strictly: nothing that one reader could see and another overlook. */
const FINGERPRINT = /^a=fingerprint:[A-Za-z0-9-]+ [0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})*$/;

/**
 * @param {Crypto} crypto
 * @param {...Bytes} parts
 * @returns {Promise<Bytes>}
 */
export async function sha256(crypto, ...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts)));
}

/**
 * What the initiator binds itself to before it sees anything of the other side.
 * @param {Crypto} crypto
 * @param {Shares} shares
 */
export function commitment(crypto, { x, k, nonce }) {
  return sha256(crypto, toUtf8('nullroom/2 commit'), lengthPrefixed(x, k, nonce));
}

/**
 * The transcript of an agreement.
 * @param {Crypto} crypto
 * @param {object} seen
 * @param {string} seen.roomId
 * @param {Record<import('./keys.js').Role, string>} seen.fingerprints
 * @param {Bytes} seen.commit
 * @param {{ x: Bytes, nonce: Bytes }} seen.answer
 * @param {Shares} seen.reveal
 */
export function transcript(crypto, { roomId, fingerprints, commit, answer, reveal }) {
  const { initiator, responder } = fingerprints;
  const texts = ['nullroom/2', roomId, initiator, responder].map(toUtf8);
  const shares = [commit, answer.x, answer.nonce, reveal.x, reveal.k, reveal.nonce];
  return sha256(crypto, lengthPrefixed(...texts, ...shares));
}

/**
 * The certificate fingerprints of a session description, in one spelling.
 * @param {string} sdp
 * @throws {ProtocolError} when it has none, or one that readers could take in different ways
 */
export function fingerprintOf(sdp) {
  const lines = sdp.split(/\r?\n/).filter((line) => /fingerprint/i.test(line));
  if (lines.length === 0) throw new ProtocolError('a session description without a fingerprint');
  if (!lines.every((line) => FINGERPRINT.test(line))) throw new ProtocolError('a fingerprint that is not well formed');
  return [...new Set(lines.map((line) => line.toLowerCase()))].sort().join('\n');
}
