/** A relay in the server's place that does what it likes with the signals, and now and then has the link as well. */
import { createDecipheriv } from 'node:crypto';
import { envelope, signalKey } from '../vectors/keys.js';
import { join, u32 } from '../vectors/derive.js';

const flippedText = (text, at) => {
  const place = at % text.length;
  return text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);
};
const rubbish = (signal, field) => ({ ...signal, [field]: flippedText(signal[field], 7) });
const otherFingerprint = ({ sdp, ...signal }) => ({
  ...signal, sdp: sdp.replace(/(a=fingerprint:sha-256 )(..)/gi, (_, head, byte) => `${head}${byte === '77' ? 78 : 77}`),
});

/** What a relay that has the link changes inside of a signal, by the type of the signal. */
const INSIDE = {
  fingerprintOfTheOffer: ['offer', otherFingerprint],
  fingerprintOfTheAnswer: ['answer', otherFingerprint],
  commitment: ['offer', (signal) => rubbish(signal, 'commit')],
  shareOfTheAnswer: ['answer', (signal) => rubbish(signal, 'x')],
  nonceOfTheAnswer: ['answer', (signal) => rubbish(signal, 'nonce')],
  shareOfTheReveal: ['reveal', (signal) => rubbish(signal, 'x')],
  keyOfTheReveal: ['reveal', (signal) => rubbish(signal, 'k')],
  nonceOfTheReveal: ['reveal', (signal) => rubbish(signal, 'nonce')],
  ciphertext: ['encap', (signal) => rubbish(signal, 'ct')],
  typeOfTheReveal: ['reveal', (signal) => ({ ...signal, type: 'renewal' })],
  typeOfTheEncap: ['encap', (signal) => ({ ...signal, type: 'offer' })],
};

/** Without the link: what a relay does with each envelope; `roll` gives whole numbers below a bound. */
const OUTSIDE = {
  flipsBits: ({ roll }) => (each) => [roll(3) ? each : { ...each, box: flippedText(each.box, roll(9_999)) }],
  cuts: ({ roll }) => (each) => [roll(3) ? each : { ...each, box: each.box.slice(0, roll(each.box.length)) }],
  countsAnew: ({ roll }) => (each) => [roll(3) ? each : { ...each, n: roll(40) }],
  namesAnotherSender: ({ roll }) => (each) => [roll(3) ? each : { ...each, s: flippedText(each.s, roll(20)) }],
  drops: ({ roll }) => (each) => (roll(3) ? [each] : []),
  repeats: ({ roll }) => (each) => Array(1 + roll(3)).fill(each),
  repeatsLater: ({ roll, past }) => (each) => (past.push(each), [each, past[roll(past.length)]]),
  reorders: ({ roll, held }) => (each) => (roll(2) ? [each, ...held.splice(0)] : (held.push(each), [])),
  swapsBoxes: ({ held }) => (each) => {
    const [earlier] = held.splice(0);
    held.push(each);
    return [earlier ? { ...each, box: earlier.box } : each];
  },
  reflects: ({ roll, server }) => (each, place) => {
    if (roll(2)) server.tell(place, { type: 'signal', data: each });
    return [each];
  },
  crossesRooms: ({ roll, server }) => (each, place) => {
    const others = [...server.places()].filter((known) => known.roomId !== place.roomId);
    if (roll(2) === 0 || others.length === 0) return [each];
    server.tell(others[roll(others.length)], { type: 'signal', data: each });
    return [];
  },
};

/** The names of everything that it can do. */
export const ATTACKS = [...Object.keys(OUTSIDE), ...Object.keys(INSIDE)];

/** Whether an attack by its nature leaves the two people no agreement. */
export const changesTheAgreement = (attack) => Object.hasOwn(INSIDE, attack);

/** A relay for a server, by the name of what it does. */
export function hostileRelay(attack, { roll, server, linkKey }) {
  if (Object.hasOwn(OUTSIDE, attack)) return OUTSIDE[attack]({ roll, server, past: [], held: [] });
  const [type, change] = INSIDE[attack];
  return (each, place) => {
    const role = place.initiator ? 'initiator' : 'responder';
    const sender = Buffer.from(each.s, 'base64url');
    const link = { link: linkKey, room: place.roomId };
    const signal = JSON.parse(opened(each, role, sender, link));
    const text = JSON.stringify(signal.type === type ? change(signal) : signal);
    return [envelope({ role, sender, n: each.n, text, ...link })];
  };
}

function opened({ n, box }, role, sender, link) {
  const bytes = Buffer.from(box, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', signalKey(role, sender, link), join(u32(0), u32(0), u32(n)));
  decipher.setAAD(Buffer.from(`nullroom/2 signal|${link.room}|${role}|${n}`));
  decipher.setAuthTag(bytes.subarray(-16));
  return join(decipher.update(bytes.subarray(0, -16)), decipher.final()).toString();
}
