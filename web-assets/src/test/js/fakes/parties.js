import { newHandshake, Ground } from '../../../main/resources/webroot/js/handshake.js';
import { LinkKeys } from '../../../main/resources/webroot/js/keys.js';
import { freshSources } from './seeded.js';

export const ROOM = '0b5a7d6e-1c2d-4e3f-8a9b-0c1d2e3f4a5b';
const LINK = new Uint8Array(32).fill(7);
const fingerprint = (byte) => `a=fingerprint:sha-256 ${byte}:00\r\n`;

/** A description with a fingerprint, in the session's part and once more in that of the media. */
export const sdp = (byte) => `v=0\r\n${fingerprint(byte)}m=application\r\n${fingerprint(byte)}`;

/** One side of a handshake, with its agreement beside it. */
export async function party(role, { linkKey = LINK, roomId = ROOM, sources, random = crypto } = {}) {
  const keys = await LinkKeys.import(crypto, linkKey, roomId);
  const ground = new Ground({ crypto: random, keys, roomId, role });
  const handshake = newHandshake(role, ground, sources ?? freshSources(crypto));
  return {
    agreement: ground.agreement,
    outgoing: (description) => handshake.outgoing(description),
    incoming: (signal) => handshake.incoming(signal),
  };
}

/** Both sides. */
export async function parties() {
  return { initiator: await party('initiator'), responder: await party('responder') };
}

/** Both sides and their signals after a handshake, in which a test may change what passes. */
export async function agreed({ offer: changed = (offer) => offer } = {}) {
  const { initiator, responder } = await parties();
  const offer = await initiator.outgoing({ type: 'offer', round: 1, sdp: sdp('AA') });
  await responder.incoming(changed(offer));
  const answer = await responder.outgoing({ type: 'answer', round: 1, sdp: sdp('BB') });
  const [reveal] = await initiator.incoming(answer);
  const [encap] = await responder.incoming(reveal);
  await initiator.incoming(encap);
  return { initiator, responder, offer, answer, reveal, encap };
}
