/**
 * The signals that two peers exchange, sealed, through the server (docs/session-protocol.md, chapters A and C).
 *
 *   offer      {"type":"offer","round":1,"sdp":…,"commit":…}         initiator only
 *   answer     {"type":"answer","round":1,"sdp":…,"x":…,"nonce":…}   responder only, to the offer of that round
 *   reveal     {"type":"reveal","x":…,"k":…,"nonce":…}               initiator only, when it has an answer
 *   encap      {"type":"encap","ct":…}                               responder only, to the reveal
 *   candidate  {"type":"candidate","round":1,"candidate":{…}}        either; for the description of that round
 *   ask        {"type":"ask"}                                        responder only: please make an offer, or a new one
 *   refusal    {"type":"refusal"}                                    either, when it leaves over one it cannot open
 *
 * A round is one offer with its answer; each later one restarts ICE. A refusal says all by being sealed under a key
 * that does not fit either; whoever can open one passes it over, like any type that is not listed, so that a newer page
 * can say more.
 */

import { fromBase64Url, toBase64Url } from './bytes.js';
import { CIPHERTEXT_BYTES, PUBLIC_KEY_BYTES } from './ml-kem.js';
import { ProtocolError } from './protocol-error.js';
import { X25519_BYTES } from './x25519.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./keys.js').Role} Role */
/** @typedef {{ candidate: string, sdpMid: string | null, sdpMLineIndex: number | null }} Candidate */
/** @typedef {{ type: 'offer', round: number, sdp: string, commit: Bytes }} Offer */
/** @typedef {{ type: 'answer', round: number, sdp: string, x: Bytes, nonce: Bytes }} Answer */
/** @typedef {{ type: 'reveal', x: Bytes, k: Bytes, nonce: Bytes }} Reveal */
/** @typedef {{ type: 'encap', ct: Bytes }} Encap */
/** @typedef {{ type: 'candidate', round: number, candidate: Candidate }} CandidateSignal */
/** @typedef {{ type: 'ask' }} Ask */
/** @typedef {{ type: 'refusal' }} Refusal */
/** @typedef {Offer | Answer | Reveal | Encap | CandidateSignal | Ask} Signal */
/** @typedef {Record<string, unknown>} Fields */

const MAX_SDP = 16 * 1024;
const MAX_CANDIDATE = 1024;
const MAX_MID = 64;
const MAX_ROUND = 1000;
const NONCE_BYTES = 32;
const DIGEST_BYTES = 32;

/** Who may send which signal, and how it is read. @type {Record<string, [Role[], (fields: Fields) => Signal]>} */
const READERS = {
  offer: [['initiator'], ({ round, sdp, commit }) => (
    { type: 'offer', round: readRound(round), sdp: readSdp(sdp), commit: readBytes(commit, DIGEST_BYTES) }
  )],
  answer: [['responder'], ({ round, sdp, x, nonce }) => ({
    type: 'answer', round: readRound(round), sdp: readSdp(sdp),
    x: readBytes(x, X25519_BYTES), nonce: readBytes(nonce, NONCE_BYTES),
  })],
  reveal: [['initiator'], ({ x, k, nonce }) => ({
    type: 'reveal', x: readBytes(x, X25519_BYTES), k: readBytes(k, PUBLIC_KEY_BYTES),
    nonce: readBytes(nonce, NONCE_BYTES),
  })],
  encap: [['responder'], ({ ct }) => ({ type: 'encap', ct: readBytes(ct, CIPHERTEXT_BYTES) })],
  candidate: [['initiator', 'responder'], ({ round, candidate }) => (
    { type: 'candidate', round: readRound(round), candidate: readCandidate(candidate) }
  )],
  ask: [['responder'], () => ({ type: 'ask' })],
};

/**
 * The signal that an opened envelope held, or undefined for a type that we do not know.
 * @param {unknown} value
 * @param {Role} sender
 * @returns {Signal | undefined}
 * @throws {ProtocolError} when the signal is not well formed or not that sender's to send
 */
export function parseSignal(value, sender) {
  const fields = /** @type {Fields} */ (Object(value));
  const { type } = fields;
  if (typeof type !== 'string') throw new ProtocolError('a signal without a type');
  const [senders, read] = (Object.hasOwn(READERS, type) && READERS[type]) || [];
  if (senders === undefined || read === undefined) return undefined;
  if (!senders.includes(sender)) throw new ProtocolError(`${type} is not the ${sender}'s to send`);
  return read(fields);
}

/**
 * The signal as a JSON value, with its bytes in base64url.
 * @param {Signal | Refusal} signal
 */
export function signalJson(signal) {
  return Object.fromEntries(Object.entries(signal).map(([name, value]) => (
    [name, value instanceof Uint8Array ? toBase64Url(/** @type {Bytes} */ (value)) : value]
  )));
}

/** @param {unknown} text @param {number} length @returns {Bytes} */
function readBytes(text, length) {
  if (typeof text !== 'string') throw new ProtocolError('no bytes');
  try {
    const bytes = fromBase64Url(text);
    if (bytes.length === length) return bytes;
  } catch (cause) {
    throw new ProtocolError('bytes that are not base64url', cause);
  }
  throw new ProtocolError('bytes of another length');
}

/** @param {unknown} round */
function readRound(round) {
  if (!isCount(round, MAX_ROUND) || round === 0) throw new ProtocolError('a signal without a round');
  return round;
}

/** @param {unknown} sdp */
function readSdp(sdp) {
  if (!isText(sdp, MAX_SDP)) throw new ProtocolError('an incomplete description');
  return sdp;
}

/** @param {unknown} value @returns {Candidate} */
function readCandidate(value) {
  const { candidate, sdpMid = null, sdpMLineIndex = null } = /** @type {Fields} */ (Object(value));
  if (!isText(candidate, MAX_CANDIDATE)) throw new ProtocolError('a candidate without a line');
  if (sdpMid !== null && !isText(sdpMid, MAX_MID)) throw new ProtocolError('a candidate of no part');
  if (sdpMLineIndex !== null && !isCount(sdpMLineIndex, 64)) throw new ProtocolError('a candidate of no line');
  return { candidate, sdpMid, sdpMLineIndex };
}

/** @param {unknown} value @param {number} longest @returns {value is string} */
function isText(value, longest) {
  return typeof value === 'string' && value.length <= longest;
}

/** @param {unknown} value @param {number} greatest @returns {value is number} */
function isCount(value, greatest) {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= greatest;
}
