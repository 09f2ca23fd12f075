import { ml_kem768 as library } from '../../../main/node_modules/@noble/post-quantum/ml-kem.js';
import { exchangeBy, seededCrypto } from '../fakes/seeded.js';
import { b64, flipped, hex, hkdf, hmac, join, lp, sha256, u64 } from './derive.js';
import { LINK, ROOM } from './keys.js';
import { refusals } from './refusals.js';
import { words } from './safety.js';

const random = seededCrypto('nullroom/2 vectors: agreement');
const take = (length) => random.getRandomValues(new Uint8Array(length));
const ROLES = ['initiator', 'responder'];
const NONE = Buffer.alloc(0);

const fingerprintLine = (bytes) => (
  `a=fingerprint:sha-256 ${hex(bytes).toUpperCase().match(/../g).join(':')}`
);
const description = (lines) => ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', ...lines,
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', ''].join('\r\n');
const fingerprintOf = (lines) => [...new Set(lines.map((line) => line.toLowerCase()))].sort().join('\n');

/** One agreement, with everything that is secret in it. */
export async function agreement({ initiatorLines, responderLines }) {
  const secrets = { xA: take(32), seedA: take(64), nA: take(32), xB: take(32), nB: take(32), messageB: take(32) };
  const kem = library.keygen(secrets.seedA);
  const [alice, bob] = await Promise.all([exchangeBy(secrets.xA), exchangeBy(secrets.xB)]);
  const { cipherText: ct, sharedSecret } = library.encapsulate(kem.publicKey, secrets.messageB);
  const classic = await alice.agree(bob.publicKey);
  const public_ = { xA: alice.publicKey, kA: kem.publicKey, nA: secrets.nA, xB: bob.publicKey, nB: secrets.nB, ct };
  const commit = sha256('nullroom/2 commit', lp(public_.xA, public_.kA, public_.nA));
  const fingerprints = { initiator: fingerprintOf(initiatorLines), responder: fingerprintOf(responderLines) };
  const shares = [commit, public_.xB, public_.nB, public_.xA, public_.kA, public_.nA];
  const t = sha256(lp('nullroom/2', ROOM, fingerprints.initiator, fingerprints.responder, ...shares));
  const auth = hkdf(LINK, ROOM, 'nullroom/2 auth');
  const master = hkdf(join(classic, sharedSecret), auth, 'nullroom/2 master', t, sha256(ct));
  return {
    sdp: { initiator: description(initiatorLines), responder: description(responderLines) },
    secrets, public: { ...public_, commit }, fingerprints, transcript: t, classic, quantum: sharedSecret, master,
  };
}

const ofRoles = (derive) => Object.fromEntries(ROLES.map((role) => [role, hex(derive(role))]));
const inHex = (record) => Object.fromEntries(Object.entries(record).map(([name, bytes]) => [name, hex(bytes)]));

function written({ sdp, secrets, public: shares, fingerprints, transcript, classic, quantum, master }) {
  const confirm = (role) => hkdf(master, NONE, `nullroom/2 confirm ${role}`);
  const proof = (role) => join([2], hmac(confirm(role), join('nullroom/2 confirm', transcript)));
  return {
    secrets: inHex(secrets),
    signals: {
      offer: { type: 'offer', round: 1, sdp: sdp.initiator, commit: b64(shares.commit) },
      answer: { type: 'answer', round: 1, sdp: sdp.responder, x: b64(shares.xB), nonce: b64(shares.nB) },
      reveal: { type: 'reveal', x: b64(shares.xA), k: b64(shares.kA), nonce: b64(shares.nA) },
      encap: { type: 'encap', ct: b64(shares.ct) },
    },
    fingerprints,
    transcript: hex(transcript),
    x25519Secret: hex(classic),
    mlKemSecret: hex(quantum),
    master: hex(master),
    confirmationKeys: ofRoles(confirm),
    textChains: ofRoles((role) => hkdf(master, NONE, `nullroom/2 text ${role}`)),
    fileChains: ofRoles((role) => hkdf(master, NONE, `nullroom/2 files ${role}`)),
    confirmations: ofRoles(proof),
    safetyCode: words(transcript),
    refusedConfirmations: refusedConfirmations(proof('initiator'), proof('responder')),
  };
}

/** What the responder refuses as the initiator's first message. */
function refusedConfirmations(right, own) {
  return Object.entries({
    reflected: own, aFlippedBit: flipped(right, 77), cutShort: right.subarray(0, 32), longer: join(right, [0]),
    ofAnotherVersion: flipped(right, 0), empty: NONE, zeros: join([2], Buffer.alloc(32)),
    aTextFrameInItsPlace: join([2], Buffer.alloc(272), u64(1)),
  }).map(([name, message]) => ({ name, message: hex(message), refusal: 'wrong_key' }));
}

/** Clauses K3 to K5, A1 to A10. */
export async function agreements() {
  const [one, two] = [take(32), take(32)];
  const cases = [
    await agreement({ initiatorLines: [fingerprintLine(one)], responderLines: [fingerprintLine(two)] }),
    await agreement({
      initiatorLines: [fingerprintLine(two), fingerprintLine(one), fingerprintLine(two).toLowerCase()],
      responderLines: [`a=fingerprint:sha-1 ${'AB:'.repeat(19)}AB`, fingerprintLine(one)],
    }),
  ];
  return {
    comment: 'Clauses K3 to K5 and A1 to A10, in the room and under the link of keys.json. "secrets" are the private '
      + 'X25519 keys, the ML-KEM-768 seed (d, z of FIPS 203), the nonces, and the 32 bytes m that are encapsulated. '
      + '"refusedConfirmations" are refused by the responder. "refused": in the first case, "by" has sent its own '
      + 'offer or answer as soon as A8 lets it, takes all "signals" but the last, and ends with "refusal" at the last.',
    cases: cases.map(written),
    refused: refusals(cases[0], await exchangeBy(take(32)), take(32)),
  };
}
