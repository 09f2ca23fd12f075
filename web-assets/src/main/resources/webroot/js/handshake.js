/**
 * The handshake (docs/session-protocol.md, chapter A): turns what both sides put into their signals into the keys of
 * one session, while the browsers look for a way to each other.
 *
 *   initiator                                            responder
 *   idle                                                 idle
 *    │   offer  { sdp, commit }          ──sealed──►      │
 *   offered                              ◄──sealed──      │  answer { sdp, x, nonce }
 *    │   reveal { x, k, nonce }          ──sealed──►     answered
 *   revealed                             ◄──sealed──      │  encap  { ct }
 *    │                                                   encapsulated
 *   agreed
 *
 * A signal that its state does not expect is refused. Later rounds repeat the same values, so that what a lost socket
 * took comes again.
 */

import { InitiatorHandshake } from './handshake-initiator.js';
import { ResponderHandshake } from './handshake-responder.js';
import { agree } from './agreement.js';
import { ProtocolError } from './protocol-error.js';
import { fingerprintOf, sha256, transcript } from './transcript.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./keys.js').Role} Role */
/** @typedef {import('./agreement.js').Agreement} Agreement */
/** @typedef {import('./signals.js').Reveal} Reveal */
/** @typedef {import('./signals.js').Encap} Encap */

/**
 * Where fresh shares come from.
 * @typedef {object} KeySources
 * @property {() => Promise<import('./x25519.js').Exchange>} x25519
 * @property {import('./ml-kem.js').MlKem} mlKem
 */

/**
 * One side of a handshake.
 * @typedef {object} Handshake
 * @property {(description: { type: 'offer' | 'answer', round: number, sdp: string }) =>
 *   Promise<import('./signals.js').Offer | import('./signals.js').Answer>} outgoing the description to send, with our
 *   part in it
 * @property {(signal: import('./signals.js').Signal) => Promise<(Reveal | Encap)[]>} incoming takes in a signal of the
 *   other side, and gives what is to be sent back; throws a ProtocolError for what is not expected
 */

/**
 * A handshake of ours.
 * @param {Role} role ours
 * @param {Ground} ground
 * @param {KeySources} sources
 * @returns {Handshake}
 */
export function newHandshake(role, ground, sources) {
  return role === 'initiator' ? new InitiatorHandshake(ground, sources) : new ResponderHandshake(ground, sources);
}

/** What a handshake stands on in either role: the room, the fingerprints seen, and the agreement that comes of it. */
export class Ground {
  #keys;
  #roomId;
  #role;
  /** @type {Partial<Record<Role, string>>} */
  #fingerprints = {};
  /** @type {(agreement: Agreement) => void} */
  #agreed = () => {};
  /** @type {Promise<Agreement>} */
  agreement = new Promise((resolve) => {
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
    this.crypto = crypto;
    this.#keys = keys;
    this.#roomId = roomId;
    this.#role = role;
  }

  /** 32 fresh random bytes. */
  nonce() {
    return this.crypto.getRandomValues(new Uint8Array(32));
  }

  /**
   * Takes note of a description's fingerprint.
   * @param {Role} role whose
   * @param {string} sdp
   * @throws {ProtocolError} when it is another one than before: that would be another DTLS connection
   */
  note(role, sdp) {
    const fingerprint = fingerprintOf(sdp);
    this.#fingerprints[role] ??= fingerprint;
    if (this.#fingerprints[role] !== fingerprint) throw new ProtocolError('the fingerprint changed under way');
  }

  /**
   * Ends the handshake with what both sides share.
   * @param {{ commit: Bytes, answer: { x: Bytes, nonce: Bytes }, reveal: import('./transcript.js').Shares }} seen
   * @param {{ classic: Bytes, quantum: Bytes }} secrets
   * @param {Bytes} ct
   */
  async conclude(seen, secrets, ct) {
    const { initiator = '', responder = '' } = this.#fingerprints;
    const fingerprints = { initiator, responder };
    const [whole, ciphertextDigest] = await Promise.all([
      transcript(this.crypto, { ...seen, roomId: this.#roomId, fingerprints }),
      sha256(this.crypto, ct),
    ]);
    const master = await this.#keys.master({ ...secrets, transcript: whole, ciphertextDigest });
    this.#agreed(await agree({ crypto: this.crypto, role: this.#role, master, transcript: whole }));
  }
}
