import assert from 'node:assert/strict';
import test from 'node:test';
import { Cable } from '../../main/resources/webroot/js/cable.js';
import { parseRoomMessage, roomIdentifier } from '../../main/resources/webroot/js/rooms-channel.js';
import { FakeClock } from './fakes/fake-clock.js';
import { FakeServer } from './fakes/fake-server.js';
import { rest, until } from './fakes/wait.js';

/** A cable to a server in memory, with all that it told. */
function laid({ roomId, server, clock }) {
  const told = [];
  const identifier = roomIdentifier(roomId, 'secret');
  const cable = new Cable({
    url: 'ws://test/cable',
    identifier,
    deps: { WebSocket: server.WebSocket, clock, crypto },
    listener: {
      message: (message) => told.push(message.type),
      away: () => told.push('away'),
      closed: (why) => told.push(`closed ${why}`),
    },
  });
  cable.open();
  return { cable, told, identifier };
}

function world() {
  const clock = new FakeClock();
  const server = new FakeServer(clock);
  return { clock, server, roomId: server.newRoom() };
}

async function subscribed() {
  const around = world();
  const line = laid(around);
  await until(() => line.told.includes('init'));
  const [socket] = around.server.sockets;
  return { ...around, ...line, socket };
}

test('itSubscribesAfterTheWelcomeInTheServersDialect', async () => {
  const { server, socket, identifier, cable } = await subscribed();
  assert.deepEqual(socket.protocols, ['actioncable-v1-json']);
  assert.deepEqual(server.commands, [{ command: 'subscribe', identifier, data: undefined }]);
  assert.equal(cable.subscribed, true);
});

test('pingsKeepItAndSixSecondsOfSilenceEndTheSocketNotTheCable', async () => {
  const { clock, told, socket, cable } = await subscribed();
  await clock.advance(60_000);
  assert.deepEqual(told, ['init']);
  socket.freeze();
  await clock.advance(6_500);
  await clock.advance(4_000);
  await until(() => told.length === 3);
  assert.deepEqual(told, ['init', 'away', 'init']);
  assert.equal(cable.subscribed, true);
});

test('aLostSocketIsReplacedWithTheSameIdentifierAndWhatWasSentMeanwhileFollowsInOrder', async () => {
  const { clock, server, cable, told, identifier } = await subscribed();
  server.dropSockets();
  for (let n = 0; n < 5; n++) cable.send({ action: 'send_signal', data: n });
  await clock.advance(500);
  await until(() => server.commands.length === 7);
  assert.deepEqual(told, ['init', 'away', 'init']);
  assert.equal(server.commands[1].identifier, identifier);
  assert.deepEqual(server.commands.slice(2).map(({ data }) => JSON.parse(data).data), [0, 1, 2, 3, 4]);
});

test('disconnectWithReconnectBringsItBackAndWithoutEndsIt', async () => {
  const { clock, told, socket, server, cable } = await subscribed();
  socket.tell({ type: 'disconnect', reason: 'server_restart', reconnect: true });
  await until(() => told.includes('away'));
  await clock.advance(500);
  await until(() => told.length === 3);
  [...server.sockets][0].tell({ type: 'disconnect', reason: 'limit', reconnect: false });
  await until(() => cable.closed);
  await clock.advance(60_000);
  assert.deepEqual(told, ['init', 'away', 'init', 'closed dismissed']);
  assert.equal(server.sockets.size, 0);
});

test('aSignalThatTheServerRepeatsIsHeardOnce', async () => {
  const { told, socket, identifier } = await subscribed();
  for (const id of ['a', 'b', 'a', 'c']) socket.tell({ identifier, message: { type: `signal ${id}`, id } });
  socket.tell({ identifier, message: { type: 'signal without' } });
  socket.tell({ identifier, message: { type: 'signal without' } });
  await until(() => told.length === 6);
  assert.deepEqual(told, ['init', 'signal a', 'signal b', 'signal c', 'signal without', 'signal without']);
});

test('aRejectionIsFinal', async () => {
  const around = world();
  const { told } = laid({ ...around, roomId: 'none' });
  await until(() => told.length === 1);
  await around.clock.advance(60_000);
  assert.deepEqual(told, ['closed rejected']);
  assert.equal(around.clock.pending, 1, 'only the room of the server has a timer left');
});

test('pausesGrowUpToFourSecondsAndAreNeverTheSameForAll', async () => {
  const around = world();
  const at = [];
  const { WebSocket } = around.server;
  around.server.down = true;
  around.server.WebSocket = class extends WebSocket {
    constructor(...details) {
      super(...details);
      at.push(around.clock.now());
    }
  };
  laid(around);
  for (let step = 0; step < 600; step++) await around.clock.advance(50);
  const pauses = at.slice(1).map((each, index) => each - at[index]);
  assert.ok(pauses[0] >= 200 && pauses[0] <= 400, `first ${pauses[0]}`);
  assert.ok(pauses.slice(5).every((pause) => pause >= 2_000 && pause <= 4_000), `${pauses}`);
  assert.ok(new Set(pauses.slice(5).map(Math.round)).size > 3);
});

test('aServerThatNeverAnswersTheSubscriptionIsLeftThoughItPings', async () => {
  const around = world();
  around.server.received = () => {};
  let sockets = 0;
  const { WebSocket } = around.server;
  around.server.WebSocket = class extends WebSocket {
    constructor(...details) {
      super(...details);
      sockets++;
    }
  };
  laid(around);
  await rest();
  await around.clock.advance(7_000);
  assert.equal(sockets, 2);
});

test('theQueueIsBounded', async () => {
  const around = world();
  around.server.down = true;
  const { cable, told } = laid(around);
  for (let n = 0; n <= 256; n++) cable.send({ action: 'send_signal', data: n });
  assert.deepEqual(told, ['closed overflow']);
});

test('closingGivesThePlaceUpAndNothingFollows', async () => {
  const { clock, server, cable, told, socket } = await subscribed();
  cable.close();
  cable.close();
  cable.send({ action: 'send_signal' });
  socket.tell({ type: 'disconnect', reconnect: true });
  await rest();
  await clock.advance(60_000);
  assert.deepEqual(server.commands.map(({ command }) => command), ['subscribe', 'unsubscribe']);
  assert.deepEqual(told, ['init']);
  assert.equal(server.sockets.size, 0);
});

test('whatIsNoFrameOfOursIsPassedOver', async () => {
  const { socket, told, identifier, clock } = await subscribed();
  const foreign = JSON.stringify({ identifier: `${identifier} `, message: { type: 'peer_ready' } });
  for (const text of ['', 'x', 'null', '[]', '1', '{}', '{"type":{}}', foreign, `"${'x'.repeat(300_000)}"`]) {
    socket.tellText(text);
  }
  socket.tell({ identifier, type: 'surprise', message: { type: 'peer_ready' } });
  socket.tell({ identifier, message: { type: 'peer_left' } });
  await until(() => told.length === 2);
  await clock.advance(1);
  assert.deepEqual(told, ['init', 'peer_left']);
});

test('roomMessagesAreReadStrictlyAndTheExactTimeIsPreferred', () => {
  const init = { type: 'init', initiator: true, ttl_seconds: 900, ttl_milliseconds: 899_123, file_size_limit: 5 };
  const read = { type: 'init', initiator: true, resumed: false, peerPresent: false, ttl: 899_123, fileSizeLimit: 5 };
  assert.deepEqual(parseRoomMessage(init), read);
  assert.deepEqual(parseRoomMessage({ ...init, ttl_milliseconds: undefined }), { ...read, ttl: 900_000 });
  assert.deepEqual(parseRoomMessage({ type: 'peer_left', connection_id: 'x' }), { type: 'peer_left' });
  assert.deepEqual(parseRoomMessage({ type: 'signal' }), { type: 'signal', data: undefined });
  const wrong = [null, 1, 'init', [], {}, { type: 'toString' }, { ...init, initiator: 1 },
    { ...init, file_size_limit: -1 },
    { ...init, ttl_seconds: undefined, ttl_milliseconds: '1' }, { ...init, file_size_limit: 1e300 }];
  for (const message of wrong) assert.equal(parseRoomMessage(message), undefined, JSON.stringify(message));
});
