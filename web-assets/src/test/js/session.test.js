import assert from 'node:assert/strict';
import test from 'node:test';
import { toUtf8 } from '../../main/resources/webroot/js/bytes.js';
import { FrameWriter } from '../../main/resources/webroot/js/frames.js';
import { LinkKeys } from '../../main/resources/webroot/js/keys.js';
import { newId } from '../../main/resources/webroot/js/messages.js';
import { Session } from '../../main/resources/webroot/js/session.js';
import { FakeClock } from './fakes/fake-clock.js';
import { FakeDataChannel } from './fakes/fake-data-channel.js';
import { until } from './fakes/wait.js';

const network = { carries: true, maxMessageSize: 65_536 };

/** Our session as the responder, and an initiator who has every key and keeps no rule. */
async function against() {
  const link = await LinkKeys.import(crypto, new Uint8Array(32).fill(1), '0b5a7d6e-1c2d-4e3f-8a9b-0c1d2e3f4a5b');
  const keys = await link.session(new Uint8Array(32).fill(2));
  const writer = new FrameWriter(crypto, await keys.textKey('initiator', 'encrypt'));
  const events = [];
  const note = (name) => (...details) => events.push([name, ...details]);
  const names = (...list) => Object.fromEntries(list.map((name) => [name, note(name)]));
  const session = new Session({
    role: 'responder',
    keys: Promise.resolve(keys),
    events: names('confirmed', 'wrongKey', 'silent', 'left', 'path', 'broken'),
    ways: { listener: names('text', 'delivered', 'fileOffered'), sizeLimit: () => 1, maxMessageSize: () => 65_536 },
    deps: { crypto, clock: new FakeClock() },
  });
  const labels = ['nullroom', 'nullroom-files'];
  const channels = labels.map((label) => new FakeDataChannel(label, { ordered: true }, network));
  for (const channel of channels) {
    channel.join(new FakeDataChannel(channel.label, { ordered: true }, network));
    session.adopt(channel.label, channel);
    channel.opened();
  }
  const say = async (value) => channels[0].deliver(await writer.sealText(toUtf8(JSON.stringify(value))));
  return { events, say, channels, writer };
}

const named = (events) => events.map(([name]) => name);

test('whoSpeaksBeforeTheConfirmationIsNotHeard', async () => {
  const { events, say } = await against();
  await say({ type: 'chat', id: newId(crypto), text: 'early' });
  await until(() => events.length > 0);
  assert.deepEqual(named(events), ['broken']);
});

test('aSecondConfirmationBreaksTheSession', async () => {
  const { events, say } = await against();
  await say({ type: 'confirm' });
  await say({ type: 'confirm' });
  await until(() => events.length === 2);
  assert.deepEqual(named(events), ['confirmed', 'broken']);
});

test('aTextWithTheSameIdIsShownOnceAndReceiptsForNothingPassedOver', async () => {
  const { events, say } = await against();
  const chat = { type: 'chat', id: newId(crypto), text: 'once' };
  for (const message of [{ type: 'confirm' }, chat, chat, { type: 'receipt', id: newId(crypto) }, { type: 'new' }]) {
    await say(message);
  }
  await say({ type: 'bye' });
  await until(() => named(events).includes('left'));
  assert.deepEqual(events, [['confirmed'], ['text', { id: chat.id, text: 'once' }], ['left']]);
});

test('whatIsNotJsonOrNotAMessageBreaksTheSession', async () => {
  for (const wrong of ['{', '7', 'null', '{"type":"chat"}', '\ud800']) {
    const { events, channels, writer } = await against();
    channels[0].deliver(await writer.sealText(toUtf8('{"type":"confirm"}')));
    channels[0].deliver(await writer.sealText(toUtf8(wrong)));
    await until(() => events.length === 2);
    assert.deepEqual(named(events), ['confirmed', 'broken'], wrong);
  }
});

test('textInsteadOfBytesBreaksTheSession', async () => {
  const { events, channels } = await against();
  channels[0].onmessage({ data: '{"type":"confirm"}' });
  await until(() => events.length > 0);
  assert.deepEqual(named(events), ['broken']);
});
