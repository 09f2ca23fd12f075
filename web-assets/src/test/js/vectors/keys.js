import { aead, b64, hex, hkdf, join, u32 } from './derive.js';
import { seededCrypto } from '../fakes/seeded.js';

const random = seededCrypto('nullroom/2 vectors: keys');
const take = (length) => random.getRandomValues(new Uint8Array(length));

export const ROOM = '0b5a7d6e-1c2d-4e3f-8a9b-0c1d2e3f4a5b';
const OTHER_ROOM = '0b5a7d6e-1c2d-4e3f-8a9b-0c1d2e3f4a5c';
export const LINK = take(32);

export const signalKey = (role, sender, { link = LINK, room = ROOM } = {}) => (
  hkdf(link, room, `nullroom/2 signal ${role} `, sender)
);

/** Clauses K1, K2 and the first half of K4. */
export function keys() {
  const cut = `2.${b64(LINK)}`;
  return {
    comment: 'Clauses K1 (fragment), K2 (signal keys) and K4 (auth). Bytes are hexadecimal. '
      + 'Each refused fragment ends the session with bad_link.',
    room: ROOM,
    link: hex(LINK),
    fragment: cut,
    refusedFragments: ['', '2.', cut.slice(0, -1), `${cut}A`, cut.replace('2.', '3.'), cut.replace('2.', '2'),
      b64(LINK), `2.${b64(LINK).replace(/.$/, 'B')}`, `${cut.slice(0, -1)}+`, `${cut.slice(0, -1)}=`, ` ${cut}`],
    signalKeys: ['initiator', 'responder'].flatMap((role) => [take(16), take(16)].map((sender) => (
      { role, sender: hex(sender), key: hex(signalKey(role, sender)) }
    ))),
    auth: hex(hkdf(LINK, ROOM, 'nullroom/2 auth')),
  };
}

/** The envelope of a signal's text (G1). */
export function envelope({ role, sender, n, text, link = LINK, room = ROOM }) {
  const nonce = join(u32(0), u32(0), u32(n));
  const data = Buffer.from(`nullroom/2 signal|${room}|${role}|${n}`);
  const box = aead(signalKey(role, sender, { link, room }), nonce, data, Buffer.from(text));
  return { v: 2, s: b64(sender), n, box: b64(box) };
}

/** Clauses G1 to G4. */
export function signals() {
  const role = 'initiator';
  const [sender, stranger] = [take(16), take(16)];
  const texts = ['{"type":"ask"}', '{"type":"candidate","round":1,"candidate":{"candidate":"candidate:1 1 udp 1 '
    + '192.0.2.1 9 typ host","sdpMid":"0","sdpMLineIndex":0}}', '{"type":"ümläut 🎉"}', '""'];
  const sealed = texts.map((text, n) => ({ text, envelope: envelope({ role, sender, n, text }) }));
  const [first, second] = sealed.map((each) => each.envelope);
  const text = texts[0];
  const forged = {
    aFlippedBit: { ...second, box: second.box.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) },
    anotherCount: { ...second, n: 9 },
    anotherSender: envelope({ role, sender: stranger, n: 1, text }),
    senderSwapped: { ...second, s: b64(stranger) },
    reflected: envelope({ role: 'responder', sender, n: 1, text }),
    ofAnotherRoom: envelope({ role, sender, n: 1, text, room: OTHER_ROOM }),
    ofAnotherLink: envelope({ role, sender, n: 1, text, link: take(32) }),
    ofAnotherDialect: { ...second, v: 1 },
    cutShort: { ...second, box: second.box.slice(0, -4) },
    empty: { ...second, box: '' },
    notCanonical: { ...second, box: `${second.box}=` },
    aFraction: { ...second, n: 1.5 },
    negative: { ...second, n: -1 },
    aCountThatIsTooLarge: envelope({ role, sender, n: 2 ** 31, text }),
    withoutMembers: {},
    notAnObject: null,
  };
  return {
    comment: 'Clauses G1 to G4, in the room and under the link of keys.json. "sealed": each is opened in its order by '
      + 'the responder. "refused": alone as the very first it ends with wrong_key; after sealed[0] was opened, and '
      + 'before the confirmation, with server (the one named anotherSender opens if it is the very first: it is left '
      + 'out there). "passedOver": after "opened" have been opened.',
    role,
    sender: hex(sender),
    sealed,
    refused: Object.entries(forged).map(([name, each]) => (
      { name, envelope: each, asFirst: name === 'anotherSender' ? 'opens' : 'wrong_key', later: 'server' }
    )),
    passedOver: [
      { opened: [first], envelope: first },
      { opened: [first, sealed[2].envelope], envelope: second },
      { opened: [first, second], envelope: { ...first, box: '' } },
    ],
  };
}
