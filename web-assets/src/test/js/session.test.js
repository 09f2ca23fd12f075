import assert from 'node:assert/strict';
import test from 'node:test';
import { agree } from '../../main/resources/webroot/js/agreement.js';
import { toUtf8 } from '../../main/resources/webroot/js/bytes.js';
import { FileLanes } from '../../main/resources/webroot/js/file-lanes.js';
import { HkdfKey } from '../../main/resources/webroot/js/hkdf.js';
import { newId } from '../../main/resources/webroot/js/messages.js';
import { Session } from '../../main/resources/webroot/js/session.js';
import { FakeClock } from './fakes/fake-clock.js';
import { FakeDataChannel } from './fakes/fake-data-channel.js';
import { rest, until } from './fakes/wait.js';

const transcript = new Uint8Array(32).fill(2);
const network = { carries: true, maxMessageSize: 65_536 };

/** Our session as the responder, and an initiator who has every key and keeps no rule. */
async function against({ late = [] } = {}) {
  const [ours, theirs] = await Promise.all(['responder', 'initiator'].map(async (role) => (
    agree({ crypto, role, master: await HkdfKey.from(crypto, new Uint8Array(32).fill(1)), transcript })
  )));
  const { writer } = theirs;
  const events = [];
  const note = (name) => (...details) => events.push([name, ...details]);
  const names = (...list) => Object.fromEntries(list.map((name) => [name, note(name)]));
  const clock = new FakeClock();
  const lanes = new FileLanes({ crypto, clock });
  const limits = { sizeLimit: () => 1, maxMessageSize: () => 65_536 };
  const session = new Session({
    agreement: Promise.resolve(ours),
    events: names('confirmed', 'wrongKey', 'silent', 'left', 'path', 'broken'),
    ways: { listener: names('text', 'delivered', 'fileOffered'), lanes, ...limits },
    deps: { crypto, clock },
  });
  const labels = ['nullroom', 'nullroom-files'];
  const channels = labels.map((label) => new FakeDataChannel(label, { ordered: true }, network));
  for (const channel of channels) {
    channel.join(new FakeDataChannel(channel.label, { ordered: true }, network));
    session.adopt(channel.label, channel);
    if (!late.includes(channel.label)) channel.opened();
  }
  const say = async (value) => channels[0].deliver(await writer.seal(toUtf8(JSON.stringify(value))));
  const confirm = async () => channels[0].deliver(await theirs.confirmation.proof());
  return { session, events, say, confirm, channels, writer, ours };
}

const named = (events) => events.map(([name]) => name);

test('whoSpeaksBeforeTheConfirmationIsNotHeard', async () => {
  const { events, say } = await against();
  await say({ type: 'chat', id: newId(crypto), text: 'early' });
  await until(() => events.length > 0);
  assert.deepEqual(named(events), ['wrongKey']);
});

test('aConfirmationThatComesBeforeBothChannelsAreOpenIsAnsweredByOursBeforeAnythingElse', async () => {
  const { session, events, confirm, channels, ours } = await against({ late: ['nullroom-files'] });
  const sent = [];
  channels[0].wire = (bytes) => {
    sent.push(bytes.length);
    return [bytes];
  };
  session.tellPath(true);
  session.release();
  await confirm();
  await rest();
  assert.deepEqual([events, sent], [[], []]);
  channels[1].opened();
  await until(() => sent.length === 2);
  assert.deepEqual(events, [['confirmed', ours.safetyCode]]);
  assert.equal(sent[0], 33);
});

test('aSecondConfirmationBreaksTheSession', async () => {
  const { events, confirm } = await against();
  await confirm();
  await confirm();
  await until(() => events.length === 2);
  assert.deepEqual(named(events), ['confirmed', 'broken']);
});

test('aTextWithTheSameIdIsShownOnceAndReceiptsForNothingPassedOver', async () => {
  const { events, say, confirm, ours } = await against();
  await confirm();
  const chat = { type: 'chat', id: newId(crypto), text: 'once' };
  for (const message of [chat, chat, { type: 'receipt', id: newId(crypto) }, { type: 'new' }]) {
    await say(message);
  }
  await say({ type: 'bye' });
  await until(() => named(events).includes('left'));
  assert.deepEqual(events, [['confirmed', ours.safetyCode], ['text', { id: chat.id, text: 'once' }], ['left']]);
});

test('membersThatNobodyKnowsAreIgnored', async () => {
  const { events, say, confirm } = await against();
  await confirm();
  const id = newId(crypto);
  await say({ type: 'chat', id, text: 'known', colour: 'green', __proto__: null });
  await say({ type: 'path', relayed: true, via: 'x' });
  await until(() => events.length === 3);
  assert.deepEqual(events.slice(1), [['text', { id, text: 'known' }], ['path', true]]);
});

test('aChunkBeforeTheConfirmationIsPassedOver', async () => {
  const { events, channels, confirm } = await against();
  channels[1].deliver(new Uint8Array(100));
  await confirm();
  await until(() => events.length > 0);
  await rest();
  assert.deepEqual(named(events), ['confirmed']);
});

test('whatIsNotJsonOrNotAMessageBreaksTheSession', async () => {
  for (const wrong of ['{', '7', 'null', '{"type":"chat"}', '\ud800']) {
    const { events, channels, writer, confirm } = await against();
    await confirm();
    channels[0].deliver(await writer.seal(toUtf8(wrong)));
    await until(() => events.length === 2);
    assert.deepEqual(named(events), ['confirmed', 'broken'], wrong);
  }
});

test('textInsteadOfBytesBreaksTheSession', async () => {
  const { events, channels, confirm } = await against();
  await confirm();
  channels[0].onmessage({ data: '{"type":"bye"}' });
  await until(() => events.length > 1);
  assert.deepEqual(named(events), ['confirmed', 'broken']);
});
