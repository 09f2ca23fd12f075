import assert from 'node:assert/strict';
import test from 'node:test';
import { World } from './fakes/world.js';
import { rest, until } from './fakes/wait.js';

const file = (size) => Object.assign(new Blob([new Uint8Array(size)]), { name: 'f' });

test('aTalkGoesOnWhileTheCableIsLostAndTheCableTakesItsPlaceBack', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const before = one.all('status').length;
  world.server.dropSockets();
  one.room.sendText('no server needed');
  await until(() => two.texts.length === 1);
  await world.clock.advance(500);
  await until(() => world.server.sockets.size === 2 && one.all('clock').length === 2);
  const secrets = world.server.commands.filter(({ command }) => command === 'subscribe')
    .map(({ identifier }) => JSON.parse(identifier).resume);
  assert.equal(secrets.length, 4);
  assert.equal(new Set(secrets).size, 2);
  assert.ok(secrets.every((secret) => /^[\w-]{43}$/.test(secret)));
  one.room.offerFile(file(10));
  await until(() => two.all('fileDone').length === 1);
  assert.equal(one.all('status').length, before);
});

test('aTalkOutlivesAServerThatForgotTheRoom', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  world.server.forget(world.roomId);
  world.server.dropSockets();
  await world.clock.advance(5_000);
  await rest();
  assert.equal(world.server.sockets.size, 0, 'the rejected do not come again');
  one.room.sendText('still here');
  await until(() => two.texts.length === 1);
  const id = one.room.offerFile(file(10));
  await until(() => one.all('fileEnded').length === 1);
  assert.deepEqual(one.last('fileEnded'), [id, 'not_asked']);
});

test('aFileIsAskedForAgainWhenTheAnswerWasLostWithTheSocket', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const { gate } = world.server;
  world.server.gate = () => {
    world.server.gate = gate;
    world.server.dropSockets();
    return 'file_transfer_authorized';
  };
  one.room.offerFile(file(10));
  one.room.offerFile(file(20));
  await until(() => world.server.sockets.size === 0);
  await world.clock.advance(500);
  await until(() => two.all('fileDone').length === 2);
  assert.deepEqual(two.all('fileOffered').map(([{ size }]) => size), [10, 20]);
});

test('aFileIsToldToBeOfferedWhenTheServerHasAllowedItAndNotBefore', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  world.server.dropSockets();
  const id = one.room.offerFile(file(10));
  await rest();
  assert.deepEqual([one.all('offerMade'), two.all('fileOffered')], [[], []]);
  await world.clock.advance(500);
  await until(() => two.all('fileDone').length === 1);
  assert.deepEqual(one.all('offerMade'), [[id]]);
});

test('aServerThatDoesNotAnswerTheGateIsNotWaitedForForever', async () => {
  const world = new World();
  const [one] = await world.talking();
  world.server.gate = () => 'nothing';
  const id = one.room.offerFile(file(10));
  await rest();
  await world.clock.advance(10_100);
  await until(() => one.all('fileEnded').length === 1);
  assert.deepEqual(one.last('fileEnded'), [id, 'not_asked']);
});

test('whoWaitsAloneIsToldThatTheServerIsOutOfReachAndThatItIsBack', async () => {
  const world = new World();
  const one = world.enter();
  await until(() => one.status === 'waiting');
  world.server.dropSockets();
  await until(() => one.status === 'away');
  await world.clock.advance(500);
  await until(() => one.status === 'waiting');
  const two = world.enter();
  await until(() => two.status === 'secure');
});

test('whatIsWrittenWhileTheConnectionIsDownArrivesOnceAndInOrderWhenItIsBack', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  one.room.sendText('0');
  await until(() => two.texts.length === 1);
  world.network.cut();
  assert.equal(one.status, 'lost');
  for (const text of ['1', '2', '3']) one.room.sendText(text);
  two.room.sendText('back');
  await rest();
  assert.deepEqual(two.texts, ['0']);
  world.network.mend();
  await world.clock.advance(3_100);
  await until(() => two.texts.length === 4 && one.texts.length === 1 && one.all('delivered').length === 4);
  assert.deepEqual(two.texts, ['0', '1', '2', '3']);
  assert.equal(one.status, 'secure');
});

test('aFileGoesOnWhereItStoodAfterTheConnectionWasDown', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  one.room.offerFile(file(5 * 1024 * 1024));
  await until(() => two.all('fileProgress').length > 0);
  world.network.cut();
  await rest();
  assert.deepEqual(two.all('fileDone'), []);
  world.network.mend();
  await world.clock.advance(3_100);
  await until(() => two.all('fileDone').length === 1);
  assert.equal(two.last('fileDone')[1].size, 5 * 1024 * 1024);
});

test('aConnectionAndACableLostTogetherBothComeBack', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  world.network.cut('failed');
  world.server.dropSockets();
  assert.equal(two.status, 'lost');
  one.room.sendText('through the dark');
  world.network.mend();
  await world.clock.advance(500);
  await until(() => one.status === 'secure' && two.status === 'secure' && two.texts.length === 1);
});

test('aConnectionThatDoesNotComeBackEndsTheRoomAfterThirtySeconds', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  world.network.cut();
  await world.clock.advance(29_000);
  assert.deepEqual([one.status, two.status], ['lost', 'lost']);
  await world.clock.advance(1_100);
  await until(() => one.status === 'ended' && two.status === 'ended');
  assert.ok([one.reason, two.reason].includes('no_connection'));
});

test('whoWasAwayUntilThePlaceWasGivenUpIsToldSoAtOnce', async () => {
  const world = new World();
  const [one] = await world.talking();
  world.network.cut();
  world.server.forget(world.roomId);
  world.server.dropSockets();
  await world.clock.advance(2_000);
  await until(() => one.status === 'ended');
  assert.equal(one.reason, 'peer_left');
});

test('peersWithoutAnyWayToEachOtherAreToldSo', async () => {
  const world = new World();
  world.network.passable = false;
  const [one, two] = await world.enterBoth();
  await rest();
  await world.clock.advance(30_100);
  await until(() => one.status === 'ended' && two.status === 'ended');
  assert.ok([one.reason, two.reason].includes('no_connection'));
  assert.ok(world.network.connections[0].offers >= 3);
});

test('whatWaitsForADownConnectionIsBounded', async () => {
  const world = new World();
  const [one] = await world.talking();
  world.network.cut();
  const text = 'x'.repeat(16 * 1024);
  for (let n = 0; n < 64; n++) one.room.sendText(text);
  assert.throws(() => one.room.sendText(text), RangeError);
  assert.equal(one.status, 'lost');
});

test('aLostWordThatTheOtherIsThereIsMadeGoodByTheirFirstSignal', async () => {
  const world = new World();
  const tell = world.server.tell;
  world.server.tell = (place, message) => {
    if (message.type !== 'peer_ready') tell.call(world.server, place, message);
  };
  await world.talking();
});

test('anInitiatorWhoseSocketWasAwayWhenTheOtherCameStillMeetsThem', async () => {
  const world = new World();
  const one = world.enter();
  await until(() => one.status === 'waiting');
  world.server.dropSockets();
  const two = world.enter();
  await until(() => two.status === 'connecting');
  await world.clock.advance(500);
  await until(() => one.status === 'connecting');
  await world.clock.advance(9_000);
  await until(() => one.status === 'secure' && two.status === 'secure');
});

/** Two who have lost all signals of the first round, and one of them then the socket. */
async function firstRoundLost(side) {
  const world = new World();
  const { relay } = world.server;
  world.server.relay = () => [];
  const [one, two] = await world.enterBoth();
  await until(() => world.network.connections[0]?.offers === 1 && two.status === 'connecting');
  await rest();
  let passed = 0;
  world.server.relay = (...signal) => {
    passed++;
    return relay(...signal);
  };
  world.server.places()[side].socket.lose();
  await world.clock.advance(500);
  await until(() => passed > 0, 'a signal over the new socket');
  return { world, one, two, pending: world.clock.pending };
}

test('anInitiatorWhoseSocketComesBackBeforeTheConfirmationBeginsANewRoundAtOnce', async () => {
  const { world, one, two } = await firstRoundLost(0);
  await until(() => one.status === 'secure' && two.status === 'secure');
  assert.equal(world.network.connections[0].offers, 2);
});

test('aResponderWhoseSocketComesBackBeforeTheConfirmationAsksForANewRoundAtOnce', async () => {
  const { world, one, two, pending } = await firstRoundLost(1);
  await until(() => world.clock.pending > pending, 'the ask may have crossed an offer');
  await world.clock.advance(2_000); // of a restart by the clock alone there are 5 seconds left
  await until(() => one.status === 'secure' && two.status === 'secure');
  assert.equal(world.network.connections[0].offers, 2);
});

test('aSocketThatComesBackInATalkThatStandsBeginsNoRound', async () => {
  const world = new World();
  await world.talking();
  world.server.dropSockets();
  await world.clock.advance(500);
  await until(() => world.server.sockets.size === 2);
  await rest();
  assert.equal(world.network.connections[0].offers, 1);
});
