import assert from 'node:assert/strict';
import test from 'node:test';
import { CHUNK_OVERHEAD, FrameReader, FrameRefused, FrameWriter, claimedTransferId }
  from '../../main/resources/webroot/js/frames.js';

const id = Uint8Array.from({ length: 16 }, (_, index) => index);

async function pair() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = (use) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [use]);
  return [new FrameWriter(crypto, await key('encrypt')), new FrameReader(crypto, await key('decrypt'))];
}

const text = (value) => new TextEncoder().encode(value);

test('framesOpenInTheOrderInWhichTheyWereSealed', async () => {
  const [writer, reader] = await pair();
  const frames = await Promise.all(['a', '', 'ccc'].map((each) => writer.sealText(text(each))));
  for (const [index, each] of ['a', '', 'ccc'].entries()) {
    assert.deepEqual(await reader.openText(frames[index]), text(each));
  }
});

test('theSamePlaintextNeverLooksTheSame', async () => {
  const [writer] = await pair();
  const frames = await Promise.all(Array.from({ length: 50 }, () => writer.sealText(text('same'))));
  assert.equal(new Set(frames.map((frame) => Buffer.from(frame).toString('hex'))).size, 50);
});

/** Frames 0 and 1 and what a hostile way may make of them; the reader must refuse the last of each. */
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
    const [writer, reader] = await pair();
    const frames = [];
    for (const each of ['a', 'b', 'c']) frames.push(await writer.sealText(text(each)));
    const arriving = tamper(frames);
    for (const frame of arriving.slice(0, -1)) await reader.openText(frame);
    await assert.rejects(reader.openText(arriving.at(-1)), FrameRefused);
  });
}

test('everyFlippedBitOfATextOrChunkIsRefused', async () => {
  for (const seal of [(writer) => writer.sealText(text('hi')), (writer) => writer.sealChunk(id, text('hi'), true)]) {
    const [writer] = await pair();
    const length = (await seal(writer)).length;
    for (let bit = 0; bit < length * 8; bit++) {
      const [sealing, opening] = await pair();
      const frame = await seal(sealing);
      frame[bit >> 3] ^= 1 << (bit & 7);
      const open = length > 24 ? opening.openChunk(frame) : opening.openText(frame);
      await assert.rejects(open, FrameRefused, `bit ${bit}`);
    }
  }
});

test('afterOneRefusalAReaderOpensNothingMore', async () => {
  const [writer, reader] = await pair();
  const first = await writer.sealText(text('a'));
  await assert.rejects(reader.openText(first.with(5, first[5] ^ 1)), FrameRefused);
  await assert.rejects(reader.openText(first), FrameRefused);
  await assert.rejects(reader.openText(await writer.sealText(text('b'))), FrameRefused);
});

test('aFrameThatIsNoneSpoilsTheReaderToo', async () => {
  for (const none of [new Uint8Array(0), Uint8Array.of(1, ...new Uint8Array(40))]) {
    const [writer, reader] = await pair();
    await assert.rejects(reader.openText(none), FrameRefused);
    await assert.rejects(reader.openText(await writer.sealText(text('a'))), FrameRefused);
  }
});

test('theNonceIsTheCountInElevenBytesAndTheFlagsInTheLast', async () => {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(32), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const writer = new FrameWriter(crypto, key);
  await writer.sealChunk(id, text('x'), false);
  const chunk = await writer.sealChunk(id, text('y'), true);
  const header = Uint8Array.of(2, 1, ...id);
  assert.deepEqual(chunk.slice(0, 18), header);
  const algorithm = { name: 'AES-GCM', iv: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1), additionalData: header };
  const opened = await crypto.subtle.decrypt(algorithm, key, chunk.slice(18));
  assert.deepEqual(new Uint8Array(opened), text('y'));
});

test('aChunkTellsWhetherItIsTheLastAndNobodyCanChangeThat', async () => {
  const [writer, reader] = await pair();
  const chunk = await writer.sealChunk(id, text('x'), false);
  assert.equal(chunk.length, 1 + CHUNK_OVERHEAD);
  assert.deepEqual(claimedTransferId(chunk), id);
  assert.deepEqual(await reader.openChunk(chunk), { plaintext: text('x'), last: false });
  const last = await writer.sealChunk(id, text(''), true);
  await assert.rejects(reader.openChunk(last.with(1, 0)), FrameRefused);
  const [again, other] = await pair();
  const empty = await again.sealChunk(id, text(''), true);
  assert.deepEqual(await other.openChunk(empty), { plaintext: text(''), last: true });
});

test('flagsThatNobodyKnowsAndChunksTooShortAreRefused', async () => {
  const [writer, reader] = await pair();
  const chunk = await writer.sealChunk(id, text('x'), false);
  await assert.rejects(reader.openChunk(chunk.with(1, 2)), FrameRefused);
  const [, other] = await pair();
  await assert.rejects(other.openChunk(chunk.slice(0, 20)), FrameRefused);
  assert.equal(claimedTransferId(chunk.slice(0, 33)).length, 0);
});

test('aChunkOfAnotherTransferIsRefused', async () => {
  const [writer, reader] = await pair();
  const chunk = await writer.sealChunk(id, text('x'), false);
  await assert.rejects(reader.openChunk(chunk.with(4, 99)), FrameRefused);
});
