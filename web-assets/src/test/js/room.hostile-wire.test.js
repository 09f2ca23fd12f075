import assert from 'node:assert/strict';
import test from 'node:test';
import { MAX_TEXT_BYTES, newId, parseMessage } from '../../main/resources/webroot/js/messages.js';
import { ProtocolError } from '../../main/resources/webroot/js/protocol-error.js';
import { World } from './fakes/world.js';
import { rest, until } from './fakes/wait.js';

/** What may happen to a text frame on its way, DTLS notwithstanding. */
const tampering = {
  aFrameTwice: (bytes) => [bytes, bytes],
  aLostFrame: () => [],
  aFlippedBit: (bytes) => [bytes.with(9, bytes[9] ^ 128)],
  aFrameCutShort: (bytes) => [bytes.subarray(0, -1)],
  anotherVersion: (bytes) => [bytes.with(0, 1)],
  aFrameTooLong: () => [new Uint8Array(65_537)],
};
for (const [name, tamper] of Object.entries(tampering)) {
  test(`after_${name}_theRoomEndsAndNothingFalseIsShown`, async () => {
    const world = new World();
    const [one, two] = await world.talking();
    const channel = world.channel(0, 'nullroom');
    let touched = false;
    channel.wire = (bytes) => {
      if (touched) return [bytes];
      touched = true;
      return tamper(bytes);
    };
    one.room.sendText('first');
    one.room.sendText('second');
    await until(() => two.status === 'ended' && one.status === 'ended');
    assert.equal(two.reason, 'broken');
    assert.ok(['', 'first'].includes(two.texts.join()), two.texts.join());
  });
}

test('framesInAnotherOrderAreNotShown', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const kept = [];
  world.channel(0, 'nullroom').wire = (bytes) => (kept.push(bytes) === 2 ? kept.reverse() : []);
  one.room.sendText('first');
  one.room.sendText('second');
  await until(() => two.status === 'ended');
  assert.deepEqual([two.texts, two.reason], [[], 'broken']);
});

test('aReflectedFrameIsNotShown', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  world.channel(0, 'nullroom').wire = (bytes) => {
    world.channel(0, 'nullroom').deliver(bytes);
    return [];
  };
  one.room.sendText('mirror');
  await until(() => one.status === 'ended');
  assert.deepEqual([one.texts, two.texts], [[], []]);
});

test('aFirstFrameThatDoesNotOpenIsAWrongKeyAndNeverSecure', async () => {
  const world = new World();
  const [one, two] = await world.enterBoth();
  await until(() => world.network.connections[0]?.channels.size === 2);
  const channel = world.channel(0, 'nullroom');
  channel.wire = (bytes) => [bytes.with(4, bytes[4] ^ 1)];
  await until(() => two.status === 'ended');
  assert.equal(two.reason, 'wrong_key');
  assert.ok(!two.all('status').some(([status]) => status === 'secure'));
  await until(() => one.status === 'ended');
});

test('aSideThatNeverProvesItsKeyIsGivenTenSeconds', async () => {
  const world = new World();
  const [one, two] = await world.enterBoth();
  await until(() => world.network.connections[0]?.channels.size === 2);
  world.channel(0, 'nullroom').wire = () => [];
  await until(() => one.status === 'secure');
  await world.clock.advance(10_100);
  assert.deepEqual([two.status, two.reason], ['ended', 'no_connection']);
});

const id = newId(crypto);

test('messagesAreReadStrictly', () => {
  const wrong = [
    null, 1, 'bye', {}, { type: 1 }, { type: 'chat', id }, { type: 'chat', id, text: 1 }, { type: 'chat', text: 'x' },
    { type: 'chat', id: 'AAAA', text: 'x' }, { type: 'chat', id: `${id}A`, text: 'x' },
    { type: 'chat', id, text: 'x'.repeat(MAX_TEXT_BYTES + 1) },
    { type: 'chat', id, text: 'é'.repeat(MAX_TEXT_BYTES / 2 + 1) },
    { type: 'receipt' }, { type: 'file-accept', id: 7 },
    { type: 'file-offer', id, name: 'a', size: -1, mime: '' },
    { type: 'file-offer', id, name: 'a', size: 1.5, mime: '' },
    { type: 'file-offer', id, name: 'a', size: 2 ** 60, mime: '' }, { type: 'file-offer', id, size: 1, mime: '' },
    { type: 'path' }, { type: 'path', relayed: 1 }, { type: 'file-decline', id, why: 'broken' },
    { type: 'file-cancel', id, why: {} }, { type: 'file-cancel', id },
    { type: 'file-offer', id, name: 'a', size: 1 }, { type: 'file-offer', name: 'a', size: 1, mime: '' },
  ];
  for (const value of wrong) {
    assert.throws(() => parseMessage(value), ProtocolError, JSON.stringify(value)?.slice(0, 60));
  }
  const longest = { type: 'chat', id, text: 'é'.repeat(MAX_TEXT_BYTES / 2) };
  assert.deepEqual(parseMessage(longest), longest);
  for (const type of ['typing', 'toString', '__proto__', '']) assert.equal(parseMessage({ type }), undefined);
});

test('anOfferOfTheOtherSideIsCleanedBeforeItIsShown', () => {
  const offer = { type: 'file-offer', id, name: '../../\u202eexe.txt', size: 1, mime: 'text/html; charset=x' };
  assert.deepEqual(parseMessage(offer), { ...offer, name: '__.._exe.txt', mime: 'text/html' });
});

test('noKeyEverSealsTwoFramesUnderOneNonceAlsoAfterARejoin', async () => {
  const { subtle } = crypto;
  const names = new Map();
  const used = [];
  const hex = (bytes) => Buffer.from(bytes).toString('hex');
  const recording = {
    getRandomValues: (bytes) => crypto.getRandomValues(bytes),
    subtle: {
      digest: (...details) => subtle.digest(...details),
      decrypt: (...details) => subtle.decrypt(...details),
      deriveBits: (...details) => subtle.deriveBits(...details),
      sign: (...details) => subtle.sign(...details),
      verify: (...details) => subtle.verify(...details),
      async importKey(format, bytes, ...details) {
        const name = hex(bytes);
        const key = await subtle.importKey(format, bytes, ...details);
        names.set(key, name);
        return key;
      },
      async deriveKey(parts, base, ...details) {
        const key = await subtle.deriveKey(parts, base, ...details);
        names.set(key, [names.get(base), hex(parts.salt), hex(parts.info)].join());
        return key;
      },
      encrypt(algorithm, key, bytes) {
        used.push(`${names.get(key)} ${hex(algorithm.iv)}`);
        return subtle.encrypt(algorithm, key, bytes);
      },
    },
  };
  const world = new World();
  for (let stay = 0; stay < 3; stay++) {
    const one = world.enter({ crypto: recording });
    await until(() => one.status === 'waiting');
    const two = world.enter({ crypto: recording });
    await until(() => one.status === 'secure' && two.status === 'secure');
    for (const page of [one, two]) {
      for (let n = 0; n < 10; n++) page.room.sendText('x');
      page.room.offerFile(Object.assign(new Blob([new Uint8Array(200_000)]), { name: 'f' }));
    }
    await until(() => one.all('fileDone').length === 2 && two.all('fileDone').length === 2);
    one.room.end();
    await until(() => two.status === 'ended');
    await rest();
    world.server.adopt(world.roomId);
    world.network.connections.forEach((connection) => connection.close());
  }
  assert.ok(used.length > 150, `${used.length} frames`);
  assert.equal(new Set(used).size, used.length);
  assert.ok(used.every((each) => !each.startsWith('undefined')));
});
