import assert from 'node:assert/strict';
import test from 'node:test';
import { CHUNK_OVERHEAD, ChunkReader, ChunkWriter, claimedTransferId }
  from '../../main/resources/webroot/js/file-chunks.js';
import { FrameRefused } from '../../main/resources/webroot/js/frames.js';
import { HkdfKey } from '../../main/resources/webroot/js/hkdf.js';
import { Ratchet } from '../../main/resources/webroot/js/ratchet.js';
import { TextReader, TextWriter } from '../../main/resources/webroot/js/text-frames.js';

const id = Uint8Array.from({ length: 16 }, (_, index) => index);
const text = (value) => new TextEncoder().encode(value);

/** A writer and a reader of texts at the head of one chain. */
async function texts() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const chain = async (use) => new Ratchet(await HkdfKey.from(crypto, bytes.slice()), 'nullroom/2 frame', use);
  return [new TextWriter(crypto, await chain('encrypt')), new TextReader(crypto, await chain('decrypt'))];
}

/** A writer and a reader of one transfer's chunks. */
async function chunks() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = (use) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [use]);
  return [new ChunkWriter(crypto, await key('encrypt'), id), new ChunkReader(crypto, await key('decrypt'))];
}

test('framesOpenInTheOrderInWhichTheyWereSealedAlsoWhenSeveralAreSealedAtOnce', async () => {
  const [writer, reader] = await texts();
  const frames = await Promise.all(['a', '', 'ccc'].map((each) => writer.seal(text(each))));
  for (const [index, each] of ['a', '', 'ccc'].entries()) {
    assert.deepEqual(await reader.open(frames[index]), text(each));
  }
});

test('aFrameTellsASizeClassAndNoLength', async () => {
  const [writer] = await texts();
  const lengths = [];
  for (const length of [0, 1, 100, 252]) lengths.push((await writer.seal(new Uint8Array(length))).length);
  assert.deepEqual(new Set(lengths), new Set([1 + 256 + 16]));
});

test('theSameTextNeverLooksTheSame', async () => {
  const [writer] = await texts();
  const frames = await Promise.all(Array.from({ length: 50 }, () => writer.seal(text('same'))));
  assert.equal(new Set(frames.map((frame) => Buffer.from(frame).toString('hex'))).size, 50);
});

/** Frames 0, 1 and 2 and what a hostile way may make of them; the reader must refuse the last of each. */
const tampering = {
  aFrameASecondTime: ([first]) => [first, first],
  aFrameOutOfItsPlace: ([, second]) => [second],
  aFrameAfterADroppedOne: ([first, , third]) => [first, third],
  aFrameCutShort: ([first]) => [first.slice(0, -1)],
  aFrameWithoutAnything: () => [new Uint8Array(0)],
  aFrameOfAHeaderOnly: ([first]) => [first.slice(0, 16)],
  aFrameWithMoreBehindIt: ([first]) => [Uint8Array.of(...first, 0)],
  aFrameOfAnotherVersion: ([first]) => [first.with(0, 1)],
};
for (const [name, tamper] of Object.entries(tampering)) {
  test(`${name}IsRefused`, async () => {
    const [writer, reader] = await texts();
    const frames = [];
    for (const each of ['a', 'b', 'c']) frames.push(await writer.seal(text(each)));
    const arriving = tamper(frames);
    for (const frame of arriving.slice(0, -1)) await reader.open(frame);
    await assert.rejects(reader.open(arriving.at(-1)), FrameRefused);
  });
}

test('afterOneRefusalAReaderOpensNothingMore', async () => {
  const [writer, reader] = await texts();
  const first = await writer.seal(text('a'));
  await assert.rejects(reader.open(first.with(5, first[5] ^ 1)), FrameRefused);
  await assert.rejects(reader.open(first), FrameRefused);
  await assert.rejects(reader.open(await writer.seal(text('b'))), FrameRefused);
  const [sealing, opening] = await chunks();
  const chunk = await sealing.seal(text('a'), false);
  await assert.rejects(opening.open(chunk.with(30, chunk[30] ^ 1)), FrameRefused);
  await assert.rejects(opening.open(chunk), FrameRefused);
});

test('aChunkTellsWhetherItIsTheLastAndNobodyCanChangeThat', async () => {
  const [writer, reader] = await chunks();
  const chunk = await writer.seal(text('x'), false);
  assert.equal(chunk.length, 1 + CHUNK_OVERHEAD);
  assert.deepEqual(claimedTransferId(chunk), id);
  assert.deepEqual(await reader.open(chunk), { plaintext: text('x'), last: false });
  const last = await writer.seal(text(''), true);
  await assert.rejects(reader.open(last.with(1, 0)), FrameRefused);
  const [again, other] = await chunks();
  assert.deepEqual(await other.open(await again.seal(text(''), true)), { plaintext: text(''), last: true });
});

test('flagsThatNobodyKnowsAndChunksTooShortAreRefused', async () => {
  const [writer, reader] = await chunks();
  const chunk = await writer.seal(text('x'), false);
  await assert.rejects(reader.open(chunk.with(1, 2)), FrameRefused);
  const [, other] = await chunks();
  await assert.rejects(other.open(chunk.slice(0, 20)), FrameRefused);
  assert.equal(claimedTransferId(chunk.slice(0, 33)).length, 0);
});

test('aChunkOfAnotherTransferIsRefused', async () => {
  const [writer, reader] = await chunks();
  const chunk = await writer.seal(text('x'), false);
  await assert.rejects(reader.open(chunk.with(4, 99)), FrameRefused);
});
