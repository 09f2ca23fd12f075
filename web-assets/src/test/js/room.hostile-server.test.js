import assert from 'node:assert/strict';
import test from 'node:test';
import { newLinkKey } from '../../main/resources/webroot/js/link.js';
import { World } from './fakes/world.js';
import { rest, until } from './fakes/wait.js';

/** Both pages in a room whose server does something to the signals, until neither goes on. */
async function outcome(world, second) {
  const pages = await world.enterBoth(second);
  await finish(world, pages);
  return pages;
}

/** Lets time pass, with leave for Web Crypto to do its work in between, until both pages have ended. */
async function finish(world, pages) {
  const over = () => pages.every((page) => page.status === 'ended');
  for (let second = 0; second < 70 && !over(); second++) {
    await rest();
    await world.clock.advance(1_000);
  }
  await until(over, 'both ended');
}

const statuses = (page) => page.all('status').map(([status]) => status);

test('aWrongLinkEndsBothWithWrongKeyAndNoChannelIsEverMade', async () => {
  const world = new World();
  const [one, two] = await world.enterBoth({ linkKey: newLinkKey() });
  await until(() => one.status === 'ended' && two.status === 'ended');
  assert.deepEqual([one.reason, two.reason], ['wrong_key', 'wrong_key']);
  for (const page of [one, two]) assert.ok(!statuses(page).includes('secure'));
  assert.ok(world.network.connections.every(({ connectionState }) => connectionState !== 'connected'));
});

for (const initiator of [true, false]) {
  const who = initiator ? 'First' : 'Second';
  test(`the${who}OneToSeeThatTheKeysDifferLetsTheOtherSeeItBeforeItLeaves`, async () => {
    const world = new World();
    const sent = { true: [], false: [] };
    world.server.relay = (envelope, place) => {
      sent[place.initiator].push(envelope);
      return [];
    };
    const tell = world.server.tell.bind(world.server);
    world.server.tell = (place, message) => {
      if (message.type === 'peer_left') tell(place, { type: 'signal', data: sent[initiator].at(-1) });
      tell(place, message);
    };
    const pages = await world.enterBoth({ linkKey: newLinkKey() });
    // An offer and its candidate, and the wish for one: nothing else is said before something comes back.
    await until(() => sent.true.length > 1 && sent.false.length > 0, 'both have signalled');
    const before = sent[initiator].length;
    const place = [...world.server.sockets].map((socket) => socket.place).find((each) => each.initiator === initiator);
    tell(place, { type: 'signal', data: sent[!initiator][0] });
    await until(() => pages.every((page) => page.status === 'ended'), 'both ended');
    assert.deepEqual(pages.map((page) => page.reason), ['wrong_key', 'wrong_key']);
    assert.equal(sent[initiator].length, before + 1);
  });
}

/** What a server may do to a signal; `n` is how many it has passed on, `past` what it kept. */
const attacks = {
  flipsABit: (envelope) => [{ ...envelope, box: (envelope.box[0] === 'A' ? 'B' : 'A') + envelope.box.slice(1) }],
  cutsThemShort: (envelope) => [{ ...envelope, box: envelope.box.slice(0, -4) }],
  countsAnew: (envelope) => [{ ...envelope, n: envelope.n + 1 }],
  putsInItsOwnSender: (envelope) => [{ ...envelope, s: 'A'.repeat(22) }],
  putsInPlainText: () => [{ type: 'offer', sdp: { type: 'offer', sdp: 'v=0' } }],
  putsInRubbish: () => [null, 7, 'x', [], {}],
};
for (const [name, attack] of Object.entries(attacks)) {
  test(`aServerThat_${name}_getsNobodyToSecure`, async () => {
    const world = new World();
    world.server.relay = attack;
    for (const page of await outcome(world)) {
      assert.ok(!statuses(page).includes('secure'));
      assert.ok(['wrong_key', 'server', 'peer_left'].includes(page.reason), page.reason);
    }
  });
}

test('aServerThatReflectsSignalsGetsNobodyToSecure', async () => {
  const world = new World();
  world.server.relay = (envelope, place) => {
    world.server.tell(place, { type: 'signal', data: envelope });
    return [];
  };
  for (const page of await outcome(world)) assert.ok(!statuses(page).includes('secure'));
});

test('aServerThatReplaysTheSignalsOfAnEarlierTalkInTheRoomGetsNobodyToSecure', async () => {
  const past = { true: [], false: [] };
  const first = new World();
  first.server.relay = (envelope, place) => {
    past[place.initiator].push(envelope);
    return [envelope];
  };
  await first.talking();
  const world = new World();
  world.roomId = first.roomId;
  world.linkKey = first.linkKey;
  world.server.adopt(first.roomId);
  world.server.relay = (_, place) => past[place.initiator].splice(0);
  for (const page of await outcome(world)) assert.ok(!statuses(page).includes('secure'));
});

test('aServerThatPutsOneReplayedSignalBeforeTheRealOnesIsNoticed', async () => {
  const past = [];
  const first = new World();
  first.server.relay = (envelope, place) => {
    if (place.initiator) past.push(envelope);
    return [envelope];
  };
  await first.talking();
  const world = new World();
  world.roomId = first.roomId;
  world.linkKey = first.linkKey;
  world.server.adopt(first.roomId);
  world.server.relay = (envelope, place) => (place.initiator ? [...past.splice(0, 1), envelope] : [envelope]);
  const [one, two] = await outcome(world);
  for (const page of [one, two]) assert.ok(!statuses(page).includes('secure'));
  assert.equal(two.reason, 'server');
});

test('aServerThatRepeatsSignalsChangesNothing', async () => {
  const world = new World();
  world.server.relay = (envelope) => [envelope, envelope];
  const [one, two] = await world.talking();
  one.room.sendText('x');
  await until(() => two.texts.length === 1);
  assert.ok(world.network.connections.length === 2);
});

test('aServerThatSaysBothAreTheFirstGetsNobodyToSecure', async () => {
  const world = new World();
  const greet = world.server.tell;
  world.server.tell = (place, message) => {
    const lie = message.type === 'init' ? { initiator: true, peer_present: true } : {};
    greet.call(world.server, place, { ...message, ...lie });
  };
  const one = world.enter();
  await until(() => one.status === 'connecting');
  const two = world.enter();
  await finish(world, [one, two]);
  for (const page of [one, two]) assert.ok(!statuses(page).includes('secure'));
});

test('aServerThatForgesSignalsLaterCannotEndATalkThatStands', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const [place] = [...world.server.sockets].map((socket) => socket.place);
  for (const data of [null, {}, { v: 2, s: 'A'.repeat(22), n: 99, box: 'AAAA' }]) {
    world.server.tell(place, { type: 'signal', data });
    world.server.tell(world.server.other(place), { type: 'signal', data });
  }
  for (const type of ['peer_ready', 'init', 'file_transfer_authorized', 'file_transfer_error', 'confirm', '']) {
    world.server.tell(place, { type });
  }
  await rest();
  one.room.sendText('still here');
  await until(() => two.texts.length === 1);
  assert.deepEqual([one.status, two.status], ['secure', 'secure']);
});

test('aServerThatSwallowsAllSignalsEndsInNoConnection', async () => {
  const world = new World();
  world.server.relay = () => [];
  const [one, two] = await outcome(world);
  assert.ok([one, two].some((page) => page.reason === 'no_connection'));
});
