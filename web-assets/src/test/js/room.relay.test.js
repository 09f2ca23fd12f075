import assert from 'node:assert/strict';
import test from 'node:test';
import { rest, until } from './fakes/wait.js';
import { World } from './fakes/world.js';

/** The kinds of addresses that the browser of the second one has found. */
const foundBySecond = (world) => world.network.connections[1].gathered;

test('whoHidesTheirAddressConnectsByTheRelayAndIsToldSo', async () => {
  const world = new World();
  world.network.relayed = true;
  const one = world.enter({ relayOnly: true });
  await until(() => one.status === 'waiting');
  const two = world.enter({ relayOnly: true });
  await until(() => [one, two].every((page) => page.path === 'relayed'));
  assert.ok(world.network.connections.every(({ configuration }) => configuration.iceTransportPolicy === 'relay'));
});

test('theChoiceCanBeMadeWhileOneWaitsAndNotLater', async () => {
  const world = new World();
  const one = world.enter();
  await until(() => one.status === 'waiting');
  one.room.hideAddress(true);
  one.room.hideAddress(false);
  one.room.hideAddress(true);
  await rest();
  const two = world.enter();
  await until(() => [one, two].every((page) => page.status === 'secure'));
  one.room.hideAddress(false);
  await rest();
  const open = world.network.connections.filter(({ connectionState }) => connectionState === 'connected');
  assert.deepEqual(open.map(({ configuration }) => configuration.iceTransportPolicy).sort(), ['all', 'relay']);
});

test('whoHidesTheirAddressWhileTheyWaitKeepsTheWorkerForFiles', async () => {
  const world = new World();
  const asked = [];
  const cannotMove = () => {
    asked.push('move a channel');
    throw new DOMException('no channels', 'DataCloneError');
  };
  world.server.worker = { postMessage: cannotMove, terminate: () => asked.push('end') };
  const one = world.enter();
  await until(() => one.status === 'waiting');
  one.room.hideAddress(true);
  await rest();
  assert.deepEqual(asked, []);
  world.server.worker = undefined;
  const two = world.enter();
  await until(() => [one, two].every((page) => page.status === 'secure'));
  assert.deepEqual(asked, ['move a channel', 'end']);
});

test('aRelayIsGivenUpOnlyWhereItWasAskedFor', async () => {
  const world = new World();
  const [one, two] = [world.enter(), world.enter({ relayOnly: true })];
  world.server.relay = () => [];
  await until(() => [one, two].every((page) => page.status === 'connecting'));
  await rest();
  await world.clock.advance(13_000);
  await rest();
  world.server.relay = (envelope) => [envelope];
  await world.clock.advance(4_000);
  await until(() => [one, two].every((page) => page.status === 'secure'));
});

test('withoutARelayNothingIsSentAndTheEndSaysWhy', async () => {
  const world = new World();
  world.server.iceServers = [{ urls: 'stun:a' }];
  const one = world.enter();
  await until(() => one.status === 'waiting');
  const two = world.enter({ relayOnly: true });
  await until(() => two.status === 'ended');
  assert.equal(two.reason, 'relay_unreachable');
  assert.deepEqual(foundBySecond(world), []);
});

test('aRelayThatGivesNoAddressIsGivenUpWithinFifteenSecondsWithoutAnotherTry', async () => {
  const world = new World();
  world.network.relaysAnswer = false;
  const one = world.enter();
  await until(() => one.status === 'waiting');
  const two = world.enter({ relayOnly: true });
  await until(() => two.status === 'connecting');
  await rest();
  await world.clock.advance(11_900);
  assert.equal(two.status, 'connecting');
  await world.clock.advance(200);
  await until(() => two.status === 'ended');
  assert.equal(two.reason, 'relay_unreachable');
  assert.deepEqual(foundBySecond(world), []);
});

test('aWayThatIsNotFoundSaysWhetherARelayWasMissing', async () => {
  for (const [iceServers, reason] of [[[], 'relay_missing'], [undefined, 'no_connection']]) {
    const world = new World();
    world.network.passable = false;
    if (iceServers) world.server.iceServers = iceServers;
    const pages = await world.enterBoth();
    await until(() => pages.every((page) => page.status === 'connecting'));
    await rest();
    await world.clock.advance(31_000);
    await until(() => pages.every((page) => page.status === 'ended'));
    assert.ok(pages.some((page) => page.reason === reason), reason);
  }
});

test('serversThatThePageHasAlreadyAreNotAskedForAgain', async () => {
  const world = new World();
  world.server.fetch = () => assert.fail('asked again');
  const one = world.enter({ iceServers: Promise.resolve([]) });
  await until(() => one.status === 'waiting');
});
