import assert from 'node:assert/strict';
import test from 'node:test';
import { hashOf, randomFile } from './fakes/random-file.js';
import { World } from './fakes/world.js';
import { rest, until } from './fakes/wait.js';

for (const size of [0, 1, 65_501, 65_502, 65_503, 1024 * 1024, 5 * 1024 * 1024]) {
  test(`aFileOf${size}BytesArrivesWhole`, async () => {
    const world = new World();
    const [one, two] = await world.talking();
    const file = randomFile(size);
    const id = one.room.offerFile(file);
    await until(() => one.all('fileDone').length === 1);
    assert.deepEqual(two.all('fileOffered'), [[{ id, name: 'ä.bin', size, type: 'application/x-test' }]]);
    assert.deepEqual(one.all('fileAccepted'), [[id]]);
    const [[received, blob]] = two.all('fileDone');
    assert.equal(received, id);
    assert.equal(blob.size, size);
    assert.equal(blob.type, 'application/octet-stream');
    assert.equal(await hashOf(blob), await hashOf(file));
    assert.deepEqual(one.all('fileDone'), [[id, undefined]]);
    assert.deepEqual(two.last('fileProgress'), [id, size, size]);
    assert.deepEqual([...one.all('fileEnded'), ...two.all('fileEnded')], []);
  });
}

test('noMessageIsLongerThan64KiBOrThanTheConnectionCarries', async () => {
  for (const [carries, longest] of [[262_144, 65_536], [16_384, 16_384]]) {
    const world = new World();
    world.network.maxMessageSize = carries;
    const [one, two] = await world.talking();
    const sizes = [];
    world.channel(0, 'nullroom-files').wire = (bytes) => {
      sizes.push(bytes.length);
      return [bytes];
    };
    one.room.offerFile(randomFile(3 * 1024 * 1024));
    await until(() => two.all('fileDone').length === 1);
    assert.equal(Math.max(...sizes), longest);
  }
});

test('noMoreThanAMebibyteWaitsForASlowWayAndAllOfItArrives', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const channel = world.channel(0, 'nullroom-files');
  channel.stalled = true;
  one.room.offerFile(randomFile(4 * 1024 * 1024));
  await until(() => channel.bufferedAmount > 1024 * 1024);
  await rest();
  assert.ok(channel.peak <= 1024 * 1024 + 65_536, `${channel.peak} bytes waited`);
  channel.resume();
  await until(() => two.all('fileDone').length === 1);
  assert.ok(channel.peak <= 1024 * 1024 + 65_536, `${channel.peak} bytes waited`);
});

test('severalFilesBothWaysAtOnceAllArrive', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const files = [3, 1, 0, 2].map((size) => randomFile(size * 300_000, `${size}`));
  const ids = new Map(files.map((file) => [one.room.offerFile(file), file]));
  const back = randomFile(700_000);
  two.room.offerFile(back);
  await until(() => two.all('fileDone').length === 5 && one.all('fileDone').length === 5);
  const received = two.all('fileDone').filter(([, blob]) => blob !== undefined);
  // A small one may be checked and done before a large one that came first.
  assert.deepEqual(received.map(([id]) => id).sort(), [...ids.keys()].sort());
  for (const [id, blob] of received) assert.equal(await hashOf(blob), await hashOf(ids.get(id)));
  const [, blob] = one.all('fileDone').find(([, each]) => each !== undefined);
  assert.equal(await hashOf(blob), await hashOf(back));
});

test('aDeclinedFileIsNotSent', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  two.takesFiles = false;
  const id = one.room.offerFile(randomFile(100));
  await until(() => two.all('fileOffered').length === 1);
  two.room.declineFile(id);
  two.room.declineFile(id);
  two.room.acceptFile(id);
  await until(() => one.all('fileDeclined').length === 1);
  await rest();
  assert.deepEqual(one.all('fileDeclined'), [[id]]);
  assert.deepEqual(one.all('fileEnded'), []);
  assert.equal(two.all('fileProgress').length, 0);
});

for (const side of ['sender', 'receiver']) {
  test(`the${side}CanCancelOnTheWayAndTheNextFilePasses`, async () => {
    const world = new World();
    const [one, two] = await world.talking();
    const canceller = side === 'sender' ? one : two;
    const other = side === 'sender' ? two : one;
    const id = one.room.offerFile(randomFile(5 * 1024 * 1024));
    await until(() => canceller.all('fileProgress').length > 0);
    canceller.room.cancelFile(id);
    canceller.room.cancelFile(id);
    assert.deepEqual(canceller.all('fileEnded'), [[id, 'cancelled_here']]);
    await until(() => other.all('fileEnded').length === 1);
    assert.deepEqual(other.all('fileEnded'), [[id, 'cancelled_there']]);
    one.room.offerFile(randomFile(200_000));
    await until(() => two.all('fileDone').length === 1 && one.all('fileDone').length === 1);
    assert.equal(one.status, 'secure');
  });
}

test('asManyFilesAreOfferedAtOnceAsTheOtherSideShowsAndTheOthersFollow', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  two.takesFiles = false;
  const ids = Array.from({ length: 100 }, () => one.room.offerFile(randomFile(10)));
  await until(() => two.all('fileOffered').length === 64);
  await rest();
  assert.equal(two.all('fileOffered').length, 64);
  two.room.declineFile(ids[0]);
  one.room.cancelFile(ids[1]);
  one.room.cancelFile(ids[99]);
  two.room.acceptFile(ids[2]);
  await until(() => two.all('fileOffered').length === 67);
  two.takesFiles = true;
  for (const id of ids.slice(3, 67)) two.room.acceptFile(id);
  await until(() => one.all('fileDone').length === 97);
  assert.deepEqual(one.all('fileDeclined'), [[ids[0]]]);
  assert.deepEqual(two.all('fileOffered').map(([{ id }]) => id), ids.slice(0, 99));
});

test('offersThatWaitEndWithTheRoomAndAreNotMadeAnyMore', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  two.takesFiles = false;
  for (let count = 0; count < 70; count++) one.room.offerFile(randomFile(10));
  await until(() => two.all('fileOffered').length === 64);
  one.room.end();
  await until(() => two.status === 'ended');
  assert.equal(two.all('fileOffered').length, 64);
});

test('anOfferCanBeTakenBackAtEveryStage', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  two.takesFiles = false;
  const asking = one.room.offerFile(randomFile(10));
  one.room.cancelFile(asking);
  const offered = one.room.offerFile(randomFile(10));
  await until(() => two.all('fileOffered').length === 1);
  one.room.cancelFile(offered);
  await until(() => two.all('fileEnded').length === 1);
  two.room.acceptFile(offered);
  await rest();
  assert.deepEqual(one.all('fileEnded'), [[asking, 'cancelled_here'], [offered, 'cancelled_here']]);
  assert.deepEqual(two.all('fileEnded'), [[offered, 'cancelled_there']]);
  assert.deepEqual(one.all('fileAccepted'), []);
});

test('aFileOfTheLimitPassesAndOneByteMoreIsRefusedBeforeTheServerIsAsked', async () => {
  const world = new World();
  world.server.fileSizeLimit = 100_000;
  const [one, two] = await world.talking();
  assert.deepEqual(one.last('limits'), [{ fileSize: 100_000 }]);
  one.room.offerFile(randomFile(100_000));
  await until(() => two.all('fileDone').length === 1);
  const asked = world.server.commands.length;
  const id = one.room.offerFile(randomFile(100_001));
  assert.deepEqual(one.all('fileEnded'), [], 'the page has the id before it is told');
  await until(() => one.all('fileEnded').length === 1);
  assert.deepEqual(one.all('fileEnded'), [[id, 'too_large']]);
  assert.equal(world.server.commands.length, asked);
});

test('theServersGateIsHonoured', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  world.server.gate = () => 'file_transfer_error';
  const id = one.room.offerFile(randomFile(10));
  await until(() => one.all('fileEnded').length === 1);
  assert.deepEqual(one.all('fileEnded'), [[id, 'too_large']]);
  assert.deepEqual(two.all('fileOffered'), []);
});

test('aReceiverWithALowerLimitDeclinesForSizeWithoutShowingTheOffer', async () => {
  const world = new World();
  const one = world.enter();
  await until(() => one.status === 'waiting');
  world.server.fileSizeLimit = 50;
  const two = world.enter();
  await until(() => one.status === 'secure' && two.status === 'secure');
  world.server.gate = () => 'file_transfer_authorized';
  const id = one.room.offerFile(randomFile(51));
  await until(() => one.all('fileEnded').length === 1);
  assert.deepEqual(one.all('fileEnded'), [[id, 'too_large']]);
  assert.deepEqual(two.all('fileOffered'), []);
});

test('aFileThatCannotBeReadEndsOnBothSidesAndNothingElseDoes', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const file = randomFile(6 * 1024 * 1024);
  const { slice } = file;
  file.slice = (from, to) => {
    if (from > 0) return { arrayBuffer: () => Promise.reject(new DOMException('moved', 'NotReadableError')) };
    return slice.call(file, from, to);
  };
  const id = one.room.offerFile(file);
  await until(() => one.all('fileEnded').length === 1 && two.all('fileEnded').length === 1);
  assert.deepEqual([one.last('fileEnded'), two.last('fileEnded')], [[id, 'not_read'], [id, 'broken_there']]);
  one.room.offerFile(randomFile(10));
  await until(() => two.all('fileDone').length === 1);
});

const tampering = {
  aChunkTwice: (bytes) => [bytes, bytes],
  aLostChunk: () => [],
  aFlippedBit: (bytes) => [bytes.with(40, bytes[40] ^ 1)],
  aChunkCutShort: (bytes) => [bytes.subarray(0, -1)],
  aFlagThatMakesItTheLast: (bytes) => [bytes.with(1, 1)],
  aVersionOfTomorrow: (bytes) => [bytes.with(0, 3)],
};
for (const [name, tamper] of Object.entries(tampering)) {
  test(`afterA_${name}_theFileEndsAsBrokenAndTheTalkGoesOn`, async () => {
    const world = new World();
    const [one, two] = await world.talking();
    let count = 0;
    world.channel(0, 'nullroom-files').wire = (bytes) => (++count === 3 ? tamper(bytes) : [bytes]);
    const id = one.room.offerFile(randomFile(600_000));
    await until(() => one.all('fileEnded').length === 1);
    assert.deepEqual([one.last('fileEnded'), two.last('fileEnded')], [[id, 'broken_there'], [id, 'broken']]);
    assert.deepEqual([...one.all('fileDone'), ...two.all('fileDone')], []);
    one.room.sendText('still here');
    await until(() => two.texts.length === 1);
  });
}

test('chunksOfNoTransferAreNeitherOpenedNorAnswered', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const channel = world.channel(1, 'nullroom-files');
  for (const size of [0, 1, 33, 34, 65_536]) channel.deliver(new Uint8Array(size));
  await rest();
  assert.deepEqual([one.status, two.status], ['secure', 'secure']);
  assert.equal(two.heard.filter(([name]) => name.startsWith('file')).length, 0);
});

test('whenTheRoomEndsEveryFileEnds', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const id = one.room.offerFile(randomFile(5 * 1024 * 1024));
  await until(() => two.all('fileProgress').length > 0);
  one.room.end();
  await until(() => two.status === 'ended');
  assert.deepEqual([one.last('fileEnded'), two.last('fileEnded')], [[id, 'room_ended'], [id, 'room_ended']]);
  assert.equal(one.heard.at(-1)[0], 'status');
});
