import assert from 'node:assert/strict';
import test from 'node:test';
import { openRoom } from '../../main/resources/webroot/js/room.js';
import { World } from './fakes/world.js';
import { FakePage } from './fakes/fake-page.js';
import { rest, until } from './fakes/wait.js';

test('bothSidesHaveTheSameDeadlineAndTheRoomEndsAtIt', async () => {
  const world = new World(60_000);
  const start = world.clock.now();
  const one = world.enter();
  await until(() => one.status === 'waiting');
  await world.clock.advance(20_000);
  const two = world.enter();
  await until(() => one.status === 'secure' && two.status === 'secure');
  assert.deepEqual([one.last('clock'), two.last('clock')], [[start + 60_000], [start + 60_000]]);
  await world.clock.advance(39_990);
  assert.deepEqual([one.status, two.status], ['secure', 'secure']);
  await world.clock.advance(10);
  assert.deepEqual([one.reason, two.reason], ['expired', 'expired']);
});

test('theDeadlineHoldsWithoutTheServer', async () => {
  const world = new World(60_000);
  const [one, two] = await world.talking();
  world.server.down = true;
  world.server.dropSockets();
  await world.clock.advance(59_000);
  one.room.sendText('still here');
  await until(() => two.texts.length === 1);
  await world.clock.advance(1_000);
  assert.deepEqual([one.reason, two.reason], ['expired', 'expired']);
});

test('whoWaitsAloneIsToldOfTheEndToo', async () => {
  const world = new World(5_000);
  const one = world.enter();
  await until(() => one.status === 'waiting');
  await world.clock.advance(5_000);
  assert.deepEqual([one.status, one.reason], ['ended', 'expired']);
});

test('whoseClockIsAheadEndsTheRoomForBothBecauseTheTimeIsUp', async () => {
  for (const [before, reason] of [[1_001, 'peer_left'], [900, 'expired']]) {
    const world = new World(60_000);
    const end = world.clock.now() + 60_000;
    const [one, two] = await world.talking();
    await world.clock.advance(end - before - world.clock.now());
    one.room.end();
    await until(() => two.status === 'ended');
    assert.equal(two.reason, reason, `${before} ms before the end`);
  }
});

test('whoLeavesEndsTheRoomForTheOther', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  one.room.end();
  assert.deepEqual([one.status, one.reason], ['ended', 'you_left']);
  await until(() => two.status === 'ended');
  assert.equal(two.reason, 'peer_left');
  assert.equal(world.server.has(world.roomId), false);
});

test('aByeReachesTheOtherThoughTheServerIsAway', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  world.server.down = true;
  world.server.dropSockets();
  two.room.sendText('last words');
  two.room.end();
  await until(() => one.status === 'ended');
  assert.deepEqual([one.texts, one.reason], [['last words'], 'peer_left']);
});

test('theServersWordThatTheOtherLeftIsEnough', async () => {
  const world = new World();
  const [one] = await world.talking();
  const [place] = [...world.server.sockets].map((socket) => socket.place);
  world.server.tell(place, { type: 'peer_left' });
  await until(() => one.status === 'ended');
  assert.equal(one.reason, 'peer_left');
});

test('aClosedConnectionIsALeave', async () => {
  const world = new World();
  const [one] = await world.talking();
  world.server.relay = () => [];
  world.network.connections[1].close();
  await until(() => one.status === 'ended');
  assert.equal(one.reason, 'peer_left');
});

test('afterTheEndNothingIsLeftOpenAndNothingIsToldAnyMore', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const ends = [0, 1].map((side) => world.channel(side, 'nullroom'));
  one.room.end();
  one.room.end();
  await until(() => two.status === 'ended');
  await rest();
  await world.clock.advance(1_000);
  assert.ok(world.network.connections.every(({ connectionState }) => connectionState === 'closed'));
  assert.equal(world.server.sockets.size, 0);
  assert.equal(world.clock.pending, 1, 'only the timer of the room in the server is left');
  const before = [one.heard.length, two.heard.length];
  ends.forEach((end) => end.deliver(new Uint8Array(40)));
  for (const page of [one, two]) {
    page.room.acceptFile('x');
    page.room.cancelFile('x');
    page.room.declineFile('x');
    page.room.end();
  }
  await world.clock.advance(2_000_000);
  assert.deepEqual([one.heard.length, two.heard.length], before);
  assert.deepEqual([one, two].map((page) => page.heard.at(-1).slice(0, 2)), [['status', 'ended'], ['status', 'ended']]);
});

test('aThirdPersonIsRefusedAndTheOthersNoticeNothing', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const before = one.heard.length + two.heard.length;
  const three = world.enter();
  await until(() => three.status === 'ended');
  assert.equal(three.reason, 'full_or_gone');
  assert.deepEqual(three.all('clock'), []);
  assert.equal(one.heard.length + two.heard.length, before);
});

test('aRoomThatIsGoneIsToldAsThat', async () => {
  const world = new World();
  const page = world.enter({ roomId: '00000000-0000-4000-8000-000000000000' });
  await until(() => page.status === 'ended');
  assert.equal(page.reason, 'full_or_gone');
});

test('aLinkThatIsNoneIsToldWithoutAskingTheServer', async () => {
  const world = new World();
  for (const wrong of [{ roomId: 'x' }, { roomId: '../../up' }, { linkKey: new Uint8Array(31) }]) {
    const page = world.enter(wrong);
    assert.equal(page.status, undefined, 'the page has the room before it is told');
    await until(() => page.status === 'ended');
    assert.equal(page.reason, 'bad_link');
  }
  assert.equal(world.server.commands.length, 0);
});

test('aServerThatCannotBeReachedIsWaitedForAndThenGivenUp', async () => {
  const world = new World();
  world.server.down = true;
  const page = world.enter();
  await world.clock.advance(2_000);
  world.server.down = false;
  await world.clock.advance(5_000);
  await until(() => page.status === 'waiting');
  world.server.down = true;
  const late = new FakePage({ ...world, deps: world.server.deps(world.network) });
  await world.clock.advance(31_000);
  assert.deepEqual([late.status, late.reason], ['ended', 'server']);
});

test('beingSentAwayBeforeTheTalkEndsTheStay', async () => {
  const world = new World();
  const page = world.enter();
  await until(() => page.status === 'waiting');
  [...world.server.sockets][0].tell({ type: 'disconnect', reason: 'limit', reconnect: false });
  await until(() => page.status === 'ended');
  assert.equal(page.reason, 'server');
});

test('theBrowsersOwnPartsAreTakenWhereNoneAreGiven', () => {
  const names = ['RTCPeerConnection', 'location', 'WebSocket'];
  const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  const world = new World();
  const urls = [];
  const { deps } = { deps: world.server.deps(world.network) };
  const parts = { ...deps, WebSocket: class { constructor(url) { urls.push(url); } close() {} } };
  for (const name of names) Object.defineProperty(globalThis, name, { value: parts[name], configurable: true });
  try {
    const told = [];
    const listener = { status: (status) => told.push(status) };
    const room = openRoom({ roomId: world.roomId, linkKey: world.linkKey, listener });
    room.end();
    assert.deepEqual([urls, told], [['ws://test/cable'], ['ended']]);
  } finally {
    names.forEach((name, index) => {
      if (before[index]) Object.defineProperty(globalThis, name, before[index]);
      else delete globalThis[name];
    });
  }
});
