/**
 * The signals that two peers exchange, sealed, through the server.
 *
 *   offer      {"type":"offer","round":1,"sdp":…,"share":…}      initiator only
 *   answer     {"type":"answer","round":1,"sdp":…,"share":…}     responder only, to the offer of that round
 *   candidate  {"type":"candidate","round":1,"candidate":{…}}    either; for the description of that round
 *   ask        {"type":"ask"}                                    responder only: please make an offer, or a new one
 *   refusal    {"type":"refusal"}                                either, when it leaves over a signal it cannot open
 *
 * A round is one offer with its answer; each later one restarts ICE. A refusal says all by being sealed under a key
 * that does not fit either; whoever can open one passes it over, like any type that is not listed, so that a newer page
 * can say more.
 */

import { ProtocolError } from './handshake.js';

/** @typedef {import('./keys.js').Role} Role */
/** @typedef {{ candidate: string, sdpMid: string | null, sdpMLineIndex: number | null }} Candidate */
/** @typedef {{ type: 'offer', round: number, sdp: string, share: string }} Offer */
/** @typedef {{ type: 'answer', round: number, sdp: string, share: string }} Answer */
/** @typedef {{ type: 'candidate', round: number, candidate: Candidate }} CandidateSignal */
/** @typedef {{ type: 'ask' }} Ask */
/** @typedef {{ type: 'refusal' }} Refusal */
/** @typedef {Offer | Answer | CandidateSignal | Ask} Signal */

const MAX_SDP = 16 * 1024;
const MAX_CANDIDATE = 1024;
const MAX_MID = 64;
const MAX_ROUND = 1000;

/** Who may send which signal. @type {Record<string, Role[]>} */
const SENDERS = {
  offer: ['initiator'],
  answer: ['responder'],
  candidate: ['initiator', 'responder'],
  ask: ['responder'],
};

/**
 * The signal that an opened envelope held, or undefined for a type that we do not know.
 * @param {unknown} value
 * @param {Role} sender
 * @returns {Signal | undefined}
 * @throws {ProtocolError} when the signal is not well formed or not that sender's to send
 */
export function parseSignal(value, sender) {
  const { type, round, sdp, share, candidate } = /** @type {Record<string, unknown>} */ (Object(value));
  if (typeof type !== 'string') throw new ProtocolError('a signal without a type');
  if (!Object.hasOwn(SENDERS, type)) return undefined;
  if (!SENDERS[type]?.includes(sender)) throw new ProtocolError(`${type} is not the ${sender}'s to send`);
  if (type === 'ask') return { type };
  if (!isCount(round, MAX_ROUND)) throw new ProtocolError('a signal without a round');
  if (type === 'candidate') return { type, round, candidate: parseCandidate(candidate) };
  if (!isText(sdp, MAX_SDP) || !isText(share, MAX_MID)) throw new ProtocolError('an incomplete description');
  return { type: type === 'offer' ? 'offer' : 'answer', round, sdp, share };
}

/** @param {unknown} value @returns {Candidate} */
function parseCandidate(value) {
  const { candidate, sdpMid = null, sdpMLineIndex = null } = /** @type {Record<string, unknown>} */ (Object(value));
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
