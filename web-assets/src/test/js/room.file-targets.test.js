import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { hashOf, randomFile } from './fakes/random-file.js';
import { World } from './fakes/world.js';
import { rest, until } from './fakes/wait.js';

const MIB = 1024 * 1024;

/** What is called, in order. */
function notes() {
  const calls = [];
  return { calls, note: (call) => async () => void calls.push(call) };
}

test('aFileGoesToItsTargetInsteadOfMemory', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  two.takesFiles = false;
  const file = randomFile(300_000);
  const written = [];
  const calls = [];
  const sink = {
    write: async (chunk) => void written.push(chunk),
    close: async () => void calls.push('close'),
    abort: async () => void calls.push('abort'),
  };
  const id = one.room.offerFile(file);
  await until(() => two.all('fileOffered').length === 1);
  two.room.acceptFile(id, { createWritable: async () => sink });
  await until(() => one.all('fileDone').length === 1);
  assert.deepEqual(calls, ['close']);
  assert.equal(await hashOf(new Blob(written)), await hashOf(file));
  assert.deepEqual(two.all('fileDone'), [[id, undefined]]);
});

test('aSinkThatFailsEndsTheFileOnBothSides', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  two.takesFiles = false;
  const { calls, note } = notes();
  const write = () => Promise.reject(new DOMException('disk full', 'QuotaExceededError'));
  const id = one.room.offerFile(randomFile(300_000));
  await until(() => two.all('fileOffered').length === 1);
  const sink = { write, close: note('close'), abort: note('abort') };
  two.room.acceptFile(id, { createWritable: async () => sink, remove: note('remove') });
  await until(() => one.all('fileEnded').length === 1 && calls.length === 2);
  assert.deepEqual([one.last('fileEnded'), two.last('fileEnded')], [[id, 'broken_there'], [id, 'not_saved']]);
  assert.deepEqual(calls, ['abort', 'remove']);
});

test('aTargetThatCannotBeOpenedEndsTheFileBeforeAnythingIsSent', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  two.takesFiles = false;
  const id = one.room.offerFile(randomFile(10));
  await until(() => two.all('fileOffered').length === 1);
  let removed = 0;
  two.room.acceptFile(id, {
    createWritable: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
    remove: async () => void removed++,
  });
  await until(() => one.all('fileEnded').length === 1);
  assert.deepEqual([one.last('fileEnded'), two.last('fileEnded')], [[id, 'broken_there'], [id, 'not_saved']]);
  assert.equal(removed, 1);
  assert.deepEqual(one.all('fileAccepted'), []);
});

test('aPlaceThatOpensWhenNobodyWantsTheFileAnyMoreIsLeftAsItWas', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  two.takesFiles = false;
  const { calls, note } = notes();
  let open = () => {};
  const opened = new Promise((resolve) => { open = resolve; });
  const id = one.room.offerFile(randomFile(10));
  await until(() => two.all('fileOffered').length === 1);
  two.room.acceptFile(id, { createWritable: () => opened, remove: note('remove') });
  await rest();
  two.room.cancelFile(id);
  open({ write: note('write'), close: note('close'), abort: note('abort') });
  await until(() => calls.length === 2);
  assert.deepEqual(calls, ['abort', 'remove']);
});

/** Two who talk; the disk of the second one is so slow that it has taken nothing yet when all that may be sent was. */
async function slowDisk(fileSizeLimit) {
  const world = new World();
  world.server.fileSizeLimit = fileSizeLimit;
  const [one, two] = await world.talking();
  two.takesFiles = false;
  let passed = 0;
  world.channel(0, 'nullroom-files').wire = (bytes) => {
    passed += bytes.length;
    return [bytes];
  };
  let go = () => {};
  const gate = new Promise((resolve) => { go = resolve; });
  const windowIsFull = async () => {
    await until(() => passed > 8 * MIB);
    await rest();
    assert.ok(passed < 8 * MIB + 128 * 1024, `${passed} bytes were sent`);
  };
  return { one, two, gate, go, windowIsFull };
}

test('aSlowDiskSlowsTheSenderAndNothingIsLost', async () => {
  const { one, two, gate, go, windowIsFull } = await slowDisk(20 * MIB);
  const digest = createHash('sha256');
  const sink = { write: (chunk) => gate.then(() => void digest.update(chunk)), close: async () => {} };
  const file = randomFile(20 * MIB);
  const id = one.room.offerFile(file);
  await until(() => two.all('fileOffered').length === 1);
  two.room.acceptFile(id, { createWritable: async () => sink });
  await windowIsFull();
  assert.deepEqual(one.all('fileProgress'), []);
  go();
  await until(() => one.all('fileDone').length === 1);
  assert.equal(digest.digest('hex'), await hashOf(file));
});

test('filesThatAreSmallEnoughToPassEachByItselfWaitForASlowDiskTogether', async () => {
  const { one, two, gate, go, windowIsFull } = await slowDisk(4 * MIB);
  const sink = { write: () => gate, close: async () => {} };
  for (let n = 0; n < 4; n++) one.room.offerFile(randomFile(4 * MIB));
  await until(() => two.all('fileOffered').length === 4);
  for (const [{ id }] of two.all('fileOffered')) two.room.acceptFile(id, { createWritable: async () => sink });
  await windowIsFull();
  go();
  await until(() => one.all('fileDone').length === 4);
});
