import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fromBase64Url, toBase64Url } from '../../main/resources/webroot/js/bytes.js';
import { ChunkReader } from '../../main/resources/webroot/js/file-chunks.js';
import { FrameRefused } from '../../main/resources/webroot/js/frames.js';
import { HkdfKey } from '../../main/resources/webroot/js/hkdf.js';
import { LinkKeys } from '../../main/resources/webroot/js/keys.js';
import { Ratchet } from '../../main/resources/webroot/js/ratchet.js';
import { SignalRefused, SignalSeal } from '../../main/resources/webroot/js/signal-seal.js';
import { TextReader } from '../../main/resources/webroot/js/text-frames.js';
import { agreed, party } from './fakes/parties.js';
import { envelope } from './vectors/keys.js';
import { flipped, unhex } from './vectors/derive.js';

const FOLDER = new URL('../../../../docs/vectors/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
const { room, link } = read('keys');
const [first] = read('agreement').cases;
const sender = new Uint8Array(16).fill(5);
const everyBit = (bytes) => Array.from({ length: bytes.length * 8 }, (_, bit) => bit);

/** Runs the check for each, many at a time: Web Crypto has threads of its own. */
async function forAll(list, check) {
  for (let from = 0; from < list.length; from += 500) await Promise.all(list.slice(from, from + 500).map(check));
}

for (const [type, role] of Object.entries({
  offer: 'initiator', answer: 'responder', reveal: 'initiator', encap: 'responder',
})) {
  test(`everyFlippedBitOfTheSealed_${type}_isRefused`, async () => {
    const keys = await LinkKeys.import(crypto, unhex(link), room);
    const readerRole = role === 'initiator' ? 'responder' : 'initiator';
    const [before, whole] = ['""', JSON.stringify(first.signals[type])].map((text, n) => (
      envelope({ role, sender, n, text })
    ));
    const fresh = () => new SignalSeal({ crypto, keys, roomId: room, role: readerRole });
    const reader = fresh();
    await reader.open(before);
    const refused = (seal, change) => assert.rejects(seal.open({ ...whole, ...change }), SignalRefused);
    const box = fromBase64Url(whole.box);
    await forAll(everyBit(box), (bit) => refused(reader, { box: toBase64Url(flipped(box, bit)) }));
    await forAll(everyBit(sender), (bit) => refused(fresh(), { s: toBase64Url(flipped(sender, bit)) }));
    await forAll(Array.from({ length: 32 }, (_, bit) => bit), (bit) => refused(fresh(), { n: (1 ^ (1 << bit)) >>> 0 }));
    assert.deepEqual(await reader.open(whole), first.signals[type]);
  });
}

test('everyFlippedBitOfAConfirmationIsRefused', async () => {
  const { initiator, responder } = await agreed();
  const [one, two] = await Promise.all([initiator.agreement, responder.agreement]);
  const proof = await one.confirmation.proof();
  assert.equal(proof.length, 33);
  await forAll(everyBit(proof), async (bit) => assert.equal(await two.confirmation.holds(flipped(proof, bit)), false));
  assert.ok(await two.confirmation.holds(proof));
});

test('everyFlippedBitOfWhatWasCommittedToIsRefusedAlsoFromOneWhoHasTheLink', async () => {
  const { offer, reveal } = await agreed();
  const responder = await party('responder');
  await responder.incoming(offer);
  await responder.outgoing({ type: 'answer', round: 1, sdp: 'a=fingerprint:sha-256 BB:00' });
  for (const field of ['x', 'k', 'nonce']) {
    await forAll(everyBit(reveal[field]), (bit) => (
      assert.rejects(responder.incoming({ ...reveal, [field]: flipped(reveal[field], bit) }), /not committed to/)
    ));
  }
});

const chain = async (bytes) => new Ratchet(await HkdfKey.from(crypto, unhex(bytes)), 'nullroom/2 frame', 'decrypt');

test('everyFlippedBitOfSampledTextFramesIsRefused', async () => {
  const { steps: [{ chain: head }], sealed: [{ frame }, { frame: second }] } = read('frames');
  await forAll(everyBit(unhex(frame)), async (bit) => (
    assert.rejects(new TextReader(crypto, await chain(head)).open(flipped(unhex(frame), bit)), FrameRefused)
  ));
  await forAll(everyBit(unhex(second)).filter((bit) => bit % 7 === 0), async (bit) => {
    const reader = new TextReader(crypto, await chain(head));
    await reader.open(unhex(frame));
    await assert.rejects(reader.open(flipped(unhex(second), bit)), FrameRefused);
  });
});

test('everyFlippedBitOfSampledChunksIsRefused', async () => {
  const { offers, sealed } = read('files');
  for (const place of [0, 1, 3]) {
    const key = await crypto.subtle.importKey('raw', unhex(offers[place].fileKey), 'AES-GCM', false, ['decrypt']);
    const chunk = unhex(sealed[place].chunks[0]);
    await forAll(everyBit(chunk), (bit) => (
      assert.rejects(new ChunkReader(crypto, key).open(flipped(chunk, bit)), FrameRefused)
    ));
  }
});
