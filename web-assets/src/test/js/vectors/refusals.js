import { b64, flipped, lp, sha256 } from './derive.js';

/** Points of small order (RFC 7748, 6.1): whatever the private key, the secret is zero. */
const SMALL_ORDER = ['00'.repeat(32), `01${'00'.repeat(31)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f`,
  `edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f`,
].map((text) => Buffer.from(text, 'hex'));

/** Signals that end an agreement with broken, each after those before it were taken. */
export function refusals(agreement, stranger, bytes) {
  const shares = agreement.public;
  const offer = { type: 'offer', round: 1, sdp: agreement.sdp.initiator, commit: b64(shares.commit) };
  const answer = { type: 'answer', round: 1, sdp: agreement.sdp.responder, x: b64(shares.xB), nonce: b64(shares.nB) };
  const reveal = { type: 'reveal', x: b64(shares.xA), k: b64(shares.kA), nonce: b64(shares.nA) };
  const encap = { type: 'encap', ct: b64(shares.ct) };
  return [
    ...byInitiator({ answer, encap, offer, reveal, shares, stranger }),
    ...byResponder({ offer, reveal, answer, encap, shares, stranger, bytes }),
  ].map(([by, name, ...signals]) => ({ by, name, signals, refusal: 'broken' }));
}

const sdpWith = (line) => `v=0\r\n${line}\r\n`;
const BAD_SDP = {
  withoutAFingerprint: sdpWith('a=setup:active'),
  withASpacedFingerprint: sdpWith('a=fingerprint: sha-256 AA:BB'),
  withAFingerprintThatGoesOn: sdpWith('a=fingerprint:sha-256 AA:BB x'),
  withAFingerprintInCapitals: sdpWith('A=FINGERPRINT:sha-256 AA:BB'),
  withAFingerprintWithoutColons: sdpWith('a=fingerprint:sha-256 AABB'),
};

function byInitiator({ answer, encap, offer, reveal, shares, stranger }) {
  const by = 'initiator';
  const other = b64(stranger.publicKey);
  return [
    [by, 'encapBeforeTheAnswer', encap],
    [by, 'itsOwnShare', { ...answer, x: b64(shares.xA) }],
    ...SMALL_ORDER.map((point, n) => [by, `aPointOfSmallOrder${n}`, { ...answer, x: b64(point) }]),
    [by, 'aShortShare', { ...answer, x: b64(shares.xB.slice(0, 31)) }],
    [by, 'aShareThatIsNotCanonical', { ...answer, x: `${answer.x}=` }],
    [by, 'aShortNonce', { ...answer, nonce: b64(shares.nB.slice(0, 16)) }],
    [by, 'noNonce', { ...answer, nonce: undefined }],
    [by, 'noRound', { ...answer, round: undefined }],
    ...Object.entries(BAD_SDP).map(([name, sdp]) => [by, name, { ...answer, sdp }]),
    [by, 'anotherFingerprintLater', answer, { ...answer, round: 2, sdp: sdpWith('a=fingerprint:sha-256 AA:BB') }],
    [by, 'anotherShareLater', answer, { ...answer, round: 2, x: other }],
    [by, 'anotherNonceLater', answer, { ...answer, round: 2, nonce: b64(flipped(shares.nB)) }],
    [by, 'aShortCiphertext', answer, { ...encap, ct: b64(shares.ct.slice(0, 1087)) }],
    [by, 'anotherCiphertextLater', answer, encap, { ...encap, ct: b64(flipped(shares.ct)) }],
    [by, 'anOffer', offer],
    [by, 'aReveal', answer, reveal],
  ];
}

function byResponder({ offer, reveal, answer, encap, shares, stranger, bytes }) {
  const by = 'responder';
  /** An offer and a reveal that fit each other, with one share changed. */
  const committed = (change) => {
    const { xA, kA, nA } = { ...shares, ...change };
    const commit = b64(sha256('nullroom/2 commit', lp(xA, kA, nA)));
    return [{ ...offer, commit }, { ...reveal, x: b64(xA), k: b64(kA), nonce: b64(nA) }];
  };
  const outOfRange = Uint8Array.from(shares.kA);
  outOfRange.set([0x01, 0xfd], 0); // its first coefficient is 3329, which is no residue of 3329
  return [
    [by, 'revealBeforeTheOffer', reveal],
    [by, 'aNonceThatWasNotCommittedTo', offer, { ...reveal, nonce: b64(flipped(shares.nA, 255)) }],
    [by, 'aShareThatWasNotCommittedTo', offer, { ...reveal, x: b64(stranger.publicKey) }],
    [by, 'aKeyThatWasNotCommittedTo', offer, { ...reveal, k: b64(flipped(shares.kA, 8)) }],
    [by, 'anotherCommitment', { ...offer, commit: b64(bytes) }, reveal],
    [by, 'itsOwnShareCommittedTo', ...committed({ xA: shares.xB })],
    ...SMALL_ORDER.map((point, n) => [by, `aPointOfSmallOrder${n}CommittedTo`, ...committed({ xA: point })]),
    [by, 'aKeyOutOfRangeCommittedTo', ...committed({ kA: outOfRange })],
    [by, 'aShortKey', offer, { ...reveal, k: b64(shares.kA.slice(0, 1183)) }],
    [by, 'aShortCommitment', { ...offer, commit: b64(shares.commit.slice(0, 31)) }],
    ...Object.entries(BAD_SDP).map(([name, sdp]) => [by, name, { ...offer, sdp }]),
    [by, 'anotherFingerprintLater', offer, { ...offer, round: 2, sdp: sdpWith('a=fingerprint:sha-256 AA:BB') }],
    [by, 'anotherCommitmentLater', offer, { ...offer, round: 2, commit: b64(bytes) }],
    [by, 'anotherRevealLater', offer, reveal, { ...reveal, nonce: b64(flipped(shares.nA)) }],
    [by, 'anAnswer', answer],
    [by, 'anEncap', offer, reveal, encap],
  ];
}
