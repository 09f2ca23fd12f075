import assert from 'node:assert/strict';
import test from 'node:test';
import { fromBase64Url } from '../../main/resources/webroot/js/bytes.js';
import { ChunkWriter } from '../../main/resources/webroot/js/file-chunks.js';
import { FileLanes } from '../../main/resources/webroot/js/file-lanes.js';
import { Files } from '../../main/resources/webroot/js/files.js';
import { Gate } from '../../main/resources/webroot/js/gate.js';
import { newId } from '../../main/resources/webroot/js/messages.js';
import { ProtocolError } from '../../main/resources/webroot/js/protocol-error.js';
import { FakeClock } from './fakes/fake-clock.js';
import { FakeDataChannel } from './fakes/fake-data-channel.js';
import { rest, until } from './fakes/wait.js';

const MIB = 1024 * 1024;

/** Our files, and a peer who has every key and keeps no rule. */
async function against(sizeLimit = 1_000_000) {
  const clock = new FakeClock();
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = (use) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [use]);
  const chunkWriter = async (id) => new ChunkWriter(crypto, await key('encrypt'), fromBase64Url(id));
  const [posted, told, failures] = [[], [], []];
  const note = (name) => (...details) => told.push([name, ...details]);
  const names = [
    'fileOffered', 'offerMade', 'fileAccepted', 'fileDeclined', 'fileProgress', 'fileDone', 'fileEnded',
  ];
  const gate = new Gate(clock, () => setImmediate(() => gate.answer('open')));
  gate.open();
  const files = new Files({
    crypto, gate,
    lanes: new FileLanes({ crypto, clock }),
    sizeLimit: () => sizeLimit,
    maxMessageSize: () => 65_536,
    listener: Object.fromEntries(names.map((name) => [name, note(name)])),
    post: (message) => posted.push(message),
    keyOut: () => key('encrypt'),
    keyIn: () => key('decrypt'),
  });
  const channel = new FakeDataChannel('nullroom-files', { ordered: true }, { carries: true, maxMessageSize: 65_536 });
  channel.join(new FakeDataChannel('nullroom-files', { ordered: true }, { carries: true, maxMessageSize: 65_536 }));
  files.attach(channel, { opened() {}, closed() {}, failed: (cause) => failures.push(cause) });
  channel.opened();
  files.release();
  return { files, channel, posted, told, failures, chunkWriter };
}

const offer = (id, size) => ({ type: 'file-offer', id, name: 'f', size, mime: '' });
const ended = (told) => told.filter(([name]) => name === 'fileEnded');

/** Chunks that a peer may send for a file that it offered with 10 bytes. */
const rows = {
  tooManyBytes: [[11, true]],
  tooFewBytes: [[9, true]],
  noLastChunk: [[10, false]],
  anEmptyLastChunkBehindAllBytes: [[10, false], [0, true]],
  anEmptyChunkBetween: [[5, false], [0, false], [5, true]],
};
for (const [name, chunks] of Object.entries(rows)) {
  test(`aFileOf_${name}_isBroken`, async () => {
    const { files, channel, posted, told, chunkWriter } = await against();
    const id = newId(crypto);
    const writer = await chunkWriter(id);
    files.take(offer(id, 10));
    files.accept(id);
    await until(() => posted.length === 1);
    for (const [size, last] of chunks) {
      channel.deliver(await writer.seal(new Uint8Array(size), last));
    }
    await until(() => ended(told).length === 1);
    assert.deepEqual(ended(told), [['fileEnded', id, 'broken']]);
    assert.deepEqual(posted.at(-1), { type: 'file-cancel', id, why: 'broken' });
    assert.ok(!told.some(([event]) => event === 'fileDone'));
  });
}

test('chunksBeforeTheOfferWasAcceptedAreNoneOfTheFile', async () => {
  const { files, channel, posted, told, chunkWriter } = await against();
  const id = newId(crypto);
  const writer = await chunkWriter(id);
  files.take(offer(id, 2));
  channel.deliver(await writer.seal(new Uint8Array(1), false));
  files.accept(id);
  await until(() => posted.length === 1);
  assert.deepEqual(posted, [{ type: 'file-accept', id }]);
  channel.deliver(await writer.seal(new Uint8Array(1), true));
  await until(() => ended(told).length === 1);
  assert.deepEqual(ended(told), [['fileEnded', id, 'broken']]);
});

test('anIdIsGoodForOneTransferOnlyAlsoWhenThatWasDeclined', async () => {
  const { files } = await against();
  const id = newId(crypto);
  files.take(offer(id, 1));
  files.decline(id);
  assert.throws(() => files.take(offer(id, 1)), ProtocolError);
  const large = newId(crypto);
  files.take(offer(large, 1_000_001));
  assert.throws(() => files.take(offer(large, 1)), ProtocolError);
});

test('anIdOfOurOwnOffersIsGoodForNoOfferOfTheOtherSide', async () => {
  const { files, posted } = await against();
  const id = files.offer(Object.assign(new Blob(['x']), { name: 'f' }));
  await until(() => posted.length === 1);
  assert.throws(() => files.take(offer(id, 1)), ProtocolError);
  files.take({ type: 'file-cancel', id, why: 'person' });
  assert.throws(() => files.take(offer(id, 1)), ProtocolError, 'also when it is over');
});

test('chunksThatCrossACancelOrNameNoTransferArePassedOver', async () => {
  const { files, channel, posted, told, failures, chunkWriter } = await against();
  const [taken, cancelled] = [newId(crypto), newId(crypto)];
  const [one, two] = [await chunkWriter(taken), await chunkWriter(cancelled)];
  for (const id of [taken, cancelled]) {
    files.take(offer(id, 2));
    files.accept(id);
  }
  channel.deliver(await two.seal(new Uint8Array(1), false));
  await rest();
  files.cancel(cancelled);
  const before = posted.length;
  channel.deliver(await two.seal(new Uint8Array(1), true));
  channel.deliver(await (await chunkWriter(newId(crypto))).seal(new Uint8Array(1), true));
  channel.deliver(new Uint8Array(20));
  channel.deliver(await one.seal(new Uint8Array(2), true));
  await until(() => told.some(([name, id]) => name === 'fileDone' && id === taken));
  assert.deepEqual(posted.slice(before).map(({ type, id }) => [type, id]),
    [['file-progress', taken], ['file-done', taken]]);
  assert.deepEqual(ended(told), [['fileEnded', cancelled, 'cancelled_here']]);
  assert.deepEqual(failures, []);
});

test('moreOffersThanAPersonCanLookAtAreDeclinedUnseen', async () => {
  const { files, posted, told } = await against();
  for (let n = 0; n < 70; n++) files.take(offer(newId(crypto), 1));
  assert.equal(told.length, 64);
  assert.deepEqual(posted.map(({ type, why }) => [type, why]), Array(6).fill(['file-decline', 'person']));
});

test('answersOutOfTurnAreRefusedAndThoseToNothingPassedOver', async () => {
  const { files, posted, told } = await against();
  const id = files.offer(Object.assign(new Blob(['x']), { name: 'f' }));
  for (const type of ['file-accept', 'file-progress', 'file-done', 'file-decline']) {
    assert.throws(() => files.take({ type, id, why: 'person', bytes: 0 }), ProtocolError, `${type} before the offer`);
    files.take({ type, id: newId(crypto), why: 'person', bytes: 0 });
  }
  await until(() => posted.length === 1);
  assert.throws(() => files.take({ type: 'file-done', id }), ProtocolError);
  assert.throws(() => files.take({ type: 'file-progress', id, bytes: 1 }), ProtocolError);
  files.take({ type: 'file-accept', id });
  assert.throws(() => files.take({ type: 'file-accept', id }), ProtocolError);
  assert.throws(() => files.take({ type: 'file-decline', id, why: 'person' }), ProtocolError);
  files.take({ type: 'file-cancel', id: newId(crypto), why: 'person' });
  assert.deepEqual(told.map(([name]) => name), ['offerMade', 'fileAccepted']);
});

test('whatWaitsForItsTurnIsNotOfferedInThePlaceOfWhatEndsWithTheRoom', async () => {
  const { files, posted } = await against();
  for (let count = 0; count < 70; count++) files.offer(Object.assign(new Blob(['x']), { name: 'f' }));
  await until(() => posted.length === 64);
  await rest();
  files.close();
  assert.equal(posted.length, 64);
});

test('moreProgressThanTheFileHasAndAnEndBeforeTheLastChunkAreAFailureOfTheProtocol', async () => {
  const { files, channel, posted, failures, told } = await against();
  channel.stalled = true;
  const id = files.offer(Object.assign(new Blob([new Uint8Array(900_000)]), { name: 'f' }));
  await until(() => posted.length === 1);
  files.hold();
  files.take({ type: 'file-accept', id });
  assert.throws(() => files.take({ type: 'file-progress', id, bytes: 900_001 }), ProtocolError);
  for (const bytes of [500, 400, 500, 600]) files.take({ type: 'file-progress', id, bytes });
  const progress = told.filter(([name]) => name === 'fileProgress').map(([, , bytes]) => bytes);
  assert.deepEqual(progress, [500, 600], 'it does not go back');
  await rest();
  files.take({ type: 'file-done', id });
  assert.ok(failures[0] instanceof ProtocolError);
  assert.ok(!told.some(([name]) => name === 'fileDone'));
});

test('aWriterWhoDoesNotWaitForASlowDiskIsRefused', async () => {
  const { files, channel, posted, told, chunkWriter } = await against(32 * MIB);
  const id = newId(crypto);
  const writer = await chunkWriter(id);
  let aborted = 0;
  const sink = { write: () => new Promise(() => {}), close: async () => {}, abort: async () => void aborted++ };
  files.take(offer(id, 32 * MIB));
  files.accept(id, { createWritable: async () => sink });
  await until(() => posted.length === 1);
  const chunk = new Uint8Array(65_502);
  for (let wait = 0; wait < 9 * MIB; wait += 65_536) channel.deliver(await writer.seal(chunk, false));
  assert.deepEqual(ended(told), []);
  channel.deliver(await writer.seal(chunk, false));
  assert.deepEqual([ended(told), aborted], [[['fileEnded', id, 'broken']], 1]);
  assert.deepEqual(posted.at(-1), { type: 'file-cancel', id, why: 'broken' });
});

test('messagesThatAreNoFramesAreAFailureOfTheProtocol', async () => {
  for (const data of ['text', new Blob(['x']), new ArrayBuffer(65_537)]) {
    const { channel, failures } = await against();
    channel.onmessage({ data });
    await rest();
    assert.ok(failures[0] instanceof ProtocolError);
  }
});
