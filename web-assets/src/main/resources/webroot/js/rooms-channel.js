/**
 * RoomsChannel: how we subscribe to a room, and what the server says of it, checked. The server is not trusted: what is
 * not well formed is passed over like a type that we do not know, and nothing here carries a word of what people say to
 * each other.
 */

import { toBase64Url } from './bytes.js';
import { Cable } from './cable.js';

/**
 * `init` greets us, also after a return; `ttl` is what is left of the room's life in milliseconds.
 * @typedef {{ type: 'init', initiator: boolean, resumed: boolean, peerPresent: boolean, ttl: number,
 *   fileSizeLimit: number }} Init
 * @typedef {{ type: 'peer_ready' } | { type: 'peer_left' } | { type: 'room_expired' }} Presence
 * @typedef {{ type: 'signal', data: unknown }} SignalMessage
 * @typedef {{ type: 'file_transfer_authorized' } | { type: 'file_transfer_error' }} GateAnswer
 * @typedef {Init | Presence | SignalMessage | GateAnswer} RoomMessage
 */

const RESUME_BYTES = 32;
const PLAIN_TYPES = ['peer_ready', 'peer_left', 'room_expired', 'file_transfer_authorized', 'file_transfer_error'];

/**
 * The identifier of our subscription, a JSON text that the server echoes as it is.
 * @param {string} roomId
 * @param {string} resume a secret of this page's life, with which a lost socket's place is taken back
 */
export function roomIdentifier(roomId, resume) {
  return JSON.stringify({ channel: 'RoomsChannel', room_id: roomId, resume });
}

/**
 * A cable to that room, not open yet, under a resume secret of its own.
 * @param {string} roomId
 * @param {import('./cable.js').CableListener} listener
 * @param {Pick<import('./deps.js').Deps, 'WebSocket' | 'clock' | 'crypto' | 'location'>} deps
 */
export function roomCable(roomId, listener, deps) {
  const { crypto, location } = deps;
  return new Cable({
    url: `${location.origin.replace(/^http/, 'ws')}/cable`,
    identifier: roomIdentifier(roomId, toBase64Url(crypto.getRandomValues(new Uint8Array(RESUME_BYTES)))),
    listener,
    deps,
  });
}

/**
 * The room message in a message of the channel, or undefined when it is none that we know.
 * @param {unknown} value
 * @returns {RoomMessage | undefined}
 */
export function parseRoomMessage(value) {
  const message = /** @type {Record<string, unknown>} */ (Object(value));
  const { type } = message;
  if (type === 'init') return parseInit(message);
  if (type === 'signal') return { type, data: message['data'] };
  if (typeof type !== 'string' || !PLAIN_TYPES.includes(type)) return undefined;
  return /** @type {Presence | GateAnswer} */ ({ type });
}

/** @param {Record<string, unknown>} message @returns {Init | undefined} */
function parseInit({ initiator, resumed, peer_present, ttl_milliseconds, ttl_seconds, file_size_limit }) {
  if (typeof initiator !== 'boolean' || !isAmount(file_size_limit)) return undefined;
  const ttl = isAmount(ttl_milliseconds) ? ttl_milliseconds : isAmount(ttl_seconds) ? ttl_seconds * 1000 : undefined;
  if (ttl === undefined) return undefined;
  return {
    type: 'init',
    initiator,
    resumed: resumed === true,
    peerPresent: peer_present === true,
    ttl,
    fileSizeLimit: file_size_limit,
  };
}

/** @param {unknown} value @returns {value is number} */
function isAmount(value) {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
