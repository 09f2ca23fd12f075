import assert from 'node:assert/strict';
import test from 'node:test';
import { MAX_TEXT_BYTES } from '../../main/resources/webroot/js/messages.js';
import { World } from './fakes/world.js';
import { rest, until } from './fakes/wait.js';

test('twoPeopleTalkBothWaysInOrderWithReceipts', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const ids = ['a', 'two\r\nlines', 'ünï🎉', ''].map((text) => one.room.sendText(text));
  two.room.sendText('back');
  await until(() => one.all('delivered').length === 4 && one.texts.length === 1);
  assert.deepEqual(two.texts, ['a', 'two\nlines', 'ünï🎉', '']);
  assert.deepEqual(two.all('text').map(([{ id }]) => id), ids);
  assert.deepEqual(one.all('delivered').flat(), ids);
  assert.deepEqual(one.texts, ['back']);
});

test('aHundredTextsAtOnceArriveOnceEachAndInOrder', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const texts = Array.from({ length: 100 }, (_, n) => `${n}`);
  texts.forEach((text) => one.room.sendText(text));
  await until(() => one.all('delivered').length === 100);
  assert.deepEqual(two.texts, texts);
});

test('theStatusGoesFromWaitingByConnectingToSecureAndTellsThePath', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const stages = (page) => [...new Set(page.all('status').map(([status]) => status))];
  assert.deepEqual(stages(one), ['waiting', 'connecting', 'secure']);
  assert.deepEqual(stages(two), ['connecting', 'secure']);
  assert.deepEqual([one.path, two.path], ['direct', 'direct']);
});

test('theFirstTextGoesOutWithinOneRoundTripOfTheChannelsOpening', async () => {
  const world = new World();
  const sent = new Map();
  world.network.tap = (bytes, channel) => sent.set(channel, [...sent.get(channel) ?? [], bytes.length]);
  const pages = await world.enterBoth();
  for (const [side, page] of pages.entries()) {
    page.hook = (name, status) => {
      if (status !== 'secure' || page.waitedFor) return;
      // All that has come so far: the other side's confirmation, sent when the channel opened.
      page.waitedFor = sent.get(world.channel(1 - side, 'nullroom'));
      page.room.sendText('at once');
    };
  }
  await until(() => pages.every((page) => page.texts.length === 1));
  for (const [side, page] of pages.entries()) {
    assert.equal(page.waitedFor[0], 33);
    assert.deepEqual(sent.get(world.channel(side, 'nullroom')).slice(0, 2), [33, 1 + 256 + 16]);
  }
});

test('aRelayThatOnlyOneSideKnowsOfIsToldOnBothSides', async () => {
  const world = new World();
  world.network.relayed = true;
  const [one, two] = await world.talking();
  await until(() => one.path === 'relayed' && two.path === 'relayed');
});

test('theServerSeesSealedSignalsAndNothingElse', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const file = Object.assign(new Blob(['top secret']), { name: 'plan-of-attack.txt' });
  one.room.sendText('meet me at nine');
  one.room.offerFile(file);
  await until(() => two.all('fileDone').length === 1);
  const seen = JSON.stringify(world.server.commands);
  assert.doesNotMatch(seen, /at nine|plan-of-attack|top secret|192\.0\.2|a=finger|candidate:|a=ice/);
  const kinds = world.server.commands.filter(({ data }) => data).map(({ data }) => JSON.parse(data));
  for (const { action, data, metadata, ...others } of kinds) {
    assert.deepEqual(others, {});
    if (action === 'send_signal') assert.deepEqual(Object.keys(data), ['v', 's', 'n', 'box']);
    else assert.deepEqual([action, metadata], ['initiate_file_transfer', { file_size: 10 }]);
  }
});

test('onTheWireNothingOfATextCanBeRead', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const passed = [];
  world.channel(0, 'nullroom').wire = (bytes) => {
    passed.push(Buffer.from(bytes).toString('latin1'));
    return [bytes];
  };
  one.room.sendText('meet me at nine');
  await until(() => two.texts.length === 1);
  assert.ok(passed.length > 0);
  assert.doesNotMatch(passed.join(), /at nine|"chat"|"type"/);
});

test('theLongestTextPassesAndOneByteMoreIsRefusedBeforeAnythingIsSent', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const pieces = ['x', '"', '\\', '\n', 'é', '\u2028x'];
  for (const piece of pieces) {
    const text = piece.repeat(Math.floor(MAX_TEXT_BYTES / Buffer.byteLength(piece)));
    one.room.sendText(text);
    await until(() => two.texts.at(-1) === text, `a text of ${JSON.stringify(piece)}`);
  }
  assert.throws(() => one.room.sendText('x'.repeat(MAX_TEXT_BYTES + 1)), RangeError);
  assert.throws(() => one.room.sendText('é'.repeat(MAX_TEXT_BYTES / 2 + 1)), RangeError);
  await rest();
  assert.equal(two.texts.length, pieces.length);
});

test('controlCharactersAndBrokenLettersAreTakenOut', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  one.room.sendText('a\u0000\u0001b\tc\u009b\ud800d\r');
  await until(() => two.texts.length === 1);
  assert.deepEqual(two.texts, ['ab\tc\ufffdd\n']);
});

test('controlCharactersMakeNoTextTooLongForTheWire', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  one.room.sendText(`a${'\u0001'.repeat(MAX_TEXT_BYTES * 4)}b`);
  one.room.sendText(`${'\ud800'.repeat(Math.floor(MAX_TEXT_BYTES / 3))}`);
  await until(() => two.texts.length === 2);
  assert.deepEqual(two.texts, ['ab', '\ufffd'.repeat(Math.floor(MAX_TEXT_BYTES / 3))]);
});

test('nobodyCanWriteIntoARoomWithoutTheOtherOne', async () => {
  const world = new World();
  const one = world.enter();
  await until(() => one.status === 'waiting');
  assert.throws(() => one.room.sendText('x'));
  assert.throws(() => one.room.offerFile(new Blob(['x'])));
  one.room.end();
  assert.throws(() => one.room.sendText('x'));
});

test('aFaultOfThePagesOwnCodeDoesNotBreakTheTalk', async () => {
  const world = new World();
  const faults = [];
  const { queueMicrotask: real } = globalThis;
  globalThis.queueMicrotask = (run) => faults.push(run);
  try {
    const [one, two] = await world.talking();
    two.hear = two.heard.push;
    two.heard.push = (entry) => {
      if (entry[0] === 'text' && entry[1].text === 'bad') throw new Error('a fault of the page');
      return Array.prototype.push.call(two.heard, entry);
    };
    one.room.sendText('bad');
    one.room.sendText('good');
    await until(() => two.texts.length === 1);
    assert.equal(faults.length, 1);
    assert.throws(faults[0], /a fault of the page/);
  } finally {
    globalThis.queueMicrotask = real;
  }
});
