/**
 * The handshake: turns what both sides put into their offer and answer into the keys of one session.
 *
 *   initiator                                        responder
 *   offer  { sdp, share }            ──sealed──►
 *                                    ◄──sealed──     answer { sdp, share }
 *
 * A share is 32 random bytes, fresh for each session. The transcript is SHA-256 over "nullroom/2", the room id, both
 * DTLS fingerprints and both shares, each behind its length and the initiator's first. So the keys fit only where both
 * sides saw the same shares and the DTLS connection ends at the other one.
 */

import { fromBase64Url, lengthPrefixed, toBase64Url, toUtf8 } from './bytes.js';
import { otherRole } from './keys.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./keys.js').Role} Role */
/** @typedef {import('./keys.js').SessionKeys} SessionKeys */
/** @typedef {{ share: string, fingerprint: string }} Half what one side puts in */

const SHARE_BYTES = 32;

/** The other side, though it has the link key, broke the protocol. */
export class ProtocolError extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, { cause });
    this.name = 'ProtocolError';
  }
}

/** One side of a handshake. A later offer or answer of the same session repeats the same half. */
export class Handshake {
  #crypto;
  #keys;
  #roomId;
  #role;
  #share;
  /** @type {Partial<Record<Role, Half>>} */
  #halves = {};
  /** @type {(keys: SessionKeys) => void} */
  #agreed = () => {};
  /** The session's keys, once both halves are known. @type {Promise<SessionKeys>} */
  session = new Promise((resolve) => {
    this.#agreed = resolve;
  });

  /**
   * @param {object} parts
   * @param {Crypto} parts.crypto
   * @param {import('./keys.js').LinkKeys} parts.keys
   * @param {string} parts.roomId
   * @param {Role} parts.role ours
   */
  constructor({ crypto, keys, roomId, role }) {
    this.#crypto = crypto;
    this.#keys = keys;
    this.#roomId = roomId;
    this.#role = role;
    this.#share = toBase64Url(crypto.getRandomValues(new Uint8Array(SHARE_BYTES)));
  }

  /**
   * The description to send, with our share in it.
   * @template {{ sdp: string }} D
   * @param {D} description our offer or answer
   * @returns {Promise<D & { share: string }>}
   */
  async outgoing(description) {
    await this.#take(this.#role, { share: this.#share, fingerprint: fingerprintOf(description.sdp) });
    return { ...description, share: this.#share };
  }

  /**
   * Takes in the other side's offer or answer.
   * @param {{ sdp: string, share: string }} description
   * @throws {ProtocolError} when it is not well formed or differs from an earlier one
   */
  async incoming({ sdp, share }) {
    checkShare(share);
    if (share === this.#share) throw new ProtocolError('our own share came back');
    await this.#take(otherRole(this.#role), { share, fingerprint: fingerprintOf(sdp) });
  }

  /** @param {Role} role @param {Half} half */
  async #take(role, half) {
    const known = this.#halves[role];
    if (known !== undefined) {
      // A restart finds a new way through the network; a new fingerprint would be a new DTLS connection.
      if (known.share !== half.share || known.fingerprint !== half.fingerprint) {
        throw new ProtocolError('the session changed under way');
      }
      return;
    }
    this.#halves[role] = half;
    const { initiator, responder } = this.#halves;
    if (initiator === undefined || responder === undefined) return;
    this.#agreed(await this.#keys.session(await this.#transcript(initiator, responder)));
  }

  /** @param {Half} initiator @param {Half} responder */
  async #transcript(initiator, responder) {
    const parts = [
      toUtf8('nullroom/2'), toUtf8(this.#roomId),
      toUtf8(initiator.fingerprint), toUtf8(responder.fingerprint),
      fromBase64Url(initiator.share), fromBase64Url(responder.share),
    ];
    return new Uint8Array(await this.#crypto.subtle.digest('SHA-256', lengthPrefixed(...parts)));
  }
}

/**
 * The certificate fingerprints of a session description (RFC 8122 section 5), in one spelling.
 * @param {string} sdp
 */
function fingerprintOf(sdp) {
  const lines = sdp.match(/^a=fingerprint:[a-z0-9-]+ [0-9a-f:]+/gim) ?? [];
  if (lines.length === 0) throw new ProtocolError('a session description without a fingerprint');
  return [...new Set(lines.map((line) => line.toLowerCase()))].sort().join('\n');
}

/** @param {string} share */
function checkShare(share) {
  try {
    if (fromBase64Url(share).length === SHARE_BYTES) return;
  } catch (cause) {
    throw new ProtocolError('a share that is not base64url', cause);
  }
  throw new ProtocolError('a share of another length');
}
