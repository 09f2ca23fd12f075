import assert from 'node:assert/strict';
import test from 'node:test';
import { LinkKeys } from '../../main/resources/webroot/js/keys.js';
import { ProtocolError } from '../../main/resources/webroot/js/protocol-error.js';
import { SignalRefused, SignalSeal } from '../../main/resources/webroot/js/signal-seal.js';
import { parseSignal, signalJson } from '../../main/resources/webroot/js/signals.js';

const ROOM = '0b5a7d6e-1c2d-4e3f-8a9b-0c1d2e3f4a5b';
const link = new Uint8Array(32).fill(7);

async function seal(role, { roomId = ROOM, linkKey = link } = {}) {
  return new SignalSeal({ crypto, keys: await LinkKeys.import(crypto, linkKey, roomId), roomId, role });
}

const pair = () => Promise.all([seal('initiator'), seal('responder')]);

test('aSealedSignalShowsNothingAndOpensOnTheOtherSideOnce', async () => {
  const [one, two] = await pair();
  const envelope = await one.seal({ sdp: 'candidate 192.0.2.1' });
  assert.deepEqual(Object.keys(envelope), ['v', 's', 'n', 'box']);
  assert.doesNotMatch(JSON.stringify(envelope), /192\.0|"sdp|candidate /);
  assert.deepEqual(await two.open(envelope), { sdp: 'candidate 192.0.2.1' });
  assert.equal(await two.open(envelope), undefined);
});

test('gapsAreBridgedAndEarlierOnesPassedOver', async () => {
  const [one, two] = await pair();
  const sent = [];
  for (const each of ['a', 'b', 'c']) sent.push(await one.seal(each));
  assert.equal(await two.open(sent[0]), 'a');
  assert.equal(await two.open(sent[2]), 'c');
  assert.equal(await two.open(sent[1]), undefined);
});

test('aFirstSignalUnderAnotherLinkIsToldAsTheFirst', async () => {
  const two = await seal('responder');
  const stranger = await seal('initiator', { linkKey: link.with(0, 1) });
  await assert.rejects(two.open(await stranger.seal('x')), (cause) => cause instanceof SignalRefused && cause.first);
});

const forgeries = {
  reflected: async (_, two) => two.seal('x'),
  ofAnotherRoom: async () => (await seal('initiator', { roomId: ROOM.replace('0b', '0c') })).seal('x'),
  ofAnEarlierPage: async () => (await seal('initiator')).seal('x'),
  withAnotherCount: async (one) => ({ ...(await one.seal('x')), n: 9 }),
  withAnotherSender: async (one) => ({ ...(await one.seal('x')), s: 'A'.repeat(22) }),
  ofAnotherDialect: async (one) => ({ ...(await one.seal('x')), v: 1 }),
  withAFlippedBit: async (one) => {
    const envelope = await one.seal('x');
    return { ...envelope, box: (envelope.box.startsWith('A') ? 'B' : 'A') + envelope.box.slice(1) };
  },
  cutShort: async (one) => ({ ...(await one.seal('x')), box: '' }),
  tooLong: async (one) => ({ ...(await one.seal('x')), box: 'A'.repeat(48 * 1024 + 4) }),
  withoutMembers: async () => ({}),
  null: async () => null,
  aText: async () => 'x',
  withAFractionalCount: async (one) => ({ ...(await one.seal('x')), n: 1.5 }),
  withANegativeCount: async (one) => ({ ...(await one.seal('x')), n: -1 }),
};
for (const [name, forge] of Object.entries(forgeries)) {
  test(`aSignal_${name}_isRefusedAndTheRealOnesStillOpen`, async () => {
    const [one, two] = await pair();
    assert.equal(await two.open(await one.seal('real')), 'real');
    const forged = await forge(one, two);
    await assert.rejects(two.open(forged), (cause) => cause instanceof SignalRefused && !cause.first);
    assert.equal(await two.open(await one.seal('real too')), 'real too');
  });
}

const [commit, x, nonce] = Array(3).fill('A'.repeat(43));
const zeros = new Uint8Array(32);
const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 };

test('wellFormedSignalsAreReadAndHaveNothingElseInThem', () => {
  const offer = { type: 'offer', round: 1, sdp: 'v=0', commit };
  assert.deepEqual(parseSignal({ ...offer, extra: 1 }, 'initiator'), { ...offer, commit: zeros });
  const answer = { type: 'answer', round: 1, sdp: 'v=0', x: zeros, nonce: zeros };
  const reveal = { type: 'reveal', x: zeros, k: new Uint8Array(1184), nonce: zeros };
  const encap = { type: 'encap', ct: new Uint8Array(1088) };
  for (const [each, sender] of [[answer, 'responder'], [reveal, 'initiator'], [encap, 'responder']]) {
    assert.deepEqual(parseSignal({ ...signalJson(each), extra: 1 }, sender), each);
  }
  assert.deepEqual(parseSignal({ type: 'ask', sdp: 1 }, 'responder'), { type: 'ask' });
  const signal = { type: 'candidate', round: 1, candidate };
  assert.deepEqual(parseSignal({ ...signal, candidate: { ...candidate, more: 1 } }, 'responder'), signal);
  const bare = { candidate: 'c', sdpMid: null, sdpMLineIndex: null };
  assert.deepEqual(parseSignal({ ...signal, candidate: { candidate: 'c' } }, 'initiator').candidate, bare);
});

test('aTypeThatNobodyKnowsIsPassedOver', () => {
  for (const type of ['renew', 'toString', '__proto__', '']) {
    assert.equal(parseSignal({ type }, 'initiator'), undefined);
  }
});

test('malformedSignalsAndThoseOfTheWrongSideAreRefused', () => {
  const wrong = [
    [null, 'initiator'], ['x', 'initiator'], [{ type: 1 }, 'initiator'], [{ type: 'ask' }, 'initiator'],
    [{ type: 'offer', round: 1, sdp: 'v=0', commit }, 'responder'],
    [{ type: 'answer', round: 1, sdp: 'v=0', x, nonce }, 'initiator'],
    [{ type: 'reveal' }, 'responder'], [{ type: 'encap' }, 'initiator'],
    [{ type: 'offer', sdp: 'v=0', commit }, 'initiator'], [{ type: 'offer', round: 1, commit }, 'initiator'],
    [{ type: 'offer', round: 1, sdp: 'v'.repeat(16_385), commit }, 'initiator'],
    [{ type: 'offer', round: 1, sdp: 'v=0' }, 'initiator'],
    [{ type: 'offer', round: '1', sdp: 'v', commit }, 'initiator'],
    [{ type: 'offer', round: 0, sdp: 'v', commit }, 'initiator'],
    [{ type: 'offer', round: 1001, sdp: 'v', commit }, 'initiator'], [{ type: 'candidate', round: 1 }, 'initiator'],
    [{ type: 'candidate', round: 1, candidate: { ...candidate, sdpMid: 0 } }, 'initiator'],
    [{ type: 'candidate', round: 1, candidate: { ...candidate, sdpMLineIndex: '0' } }, 'initiator'],
    [{ type: 'candidate', round: 1, candidate: { candidate: 'c'.repeat(1_025) } }, 'initiator'],
  ];
  for (const [value, sender] of wrong) {
    assert.throws(() => parseSignal(value, sender), ProtocolError, JSON.stringify(value)?.slice(0, 80));
  }
});
