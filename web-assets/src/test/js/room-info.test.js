import assert from 'node:assert/strict';
import test from 'node:test';
import { RoomGone, fetchIceServers } from '../../main/resources/webroot/js/room-info.js';
import { FakeClock } from './fakes/fake-clock.js';
import { until } from './fakes/wait.js';

const location = { origin: 'https://test' };
const answer = (servers, status = 200) => (
  { status, ok: status === 200, json: async () => ({ ice_servers: servers }) }
);
const ask = (fetch, clock = new FakeClock()) => fetchIceServers('id', { fetch, clock, location });

test('itAsksForJsonWithoutAnythingThatCouldBeKept', async () => {
  const asked = [];
  await ask(async (...details) => {
    asked.push(details);
    return answer([]);
  });
  assert.deepEqual(asked, [['https://test/rooms/id', {
    headers: { accept: 'application/json' }, cache: 'no-store', credentials: 'omit', redirect: 'error',
    referrerPolicy: 'no-referrer',
  }]]);
});

test('onlyWhatABrowserCanUseIsTakenOver', async () => {
  const turn = { urls: ['turn:a', 'turns:b'], username: 'u', credential: 'c' };
  const servers = await ask(async () => answer([
    { urls: 'stun:a', extra: 1 }, turn, { ...turn, credential: 7 }, { urls: ['stun:b', 'turn:c'] },
    { urls: 'http://x' }, { urls: [1, null] }, {}, null, 'stun:x', [],
  ]));
  assert.deepEqual(servers, [{ urls: ['stun:a'] }, turn, { urls: ['stun:b'] }]);
});

test('alsoNothingIsAnAnswer', async () => {
  for (const body of [undefined, null, 'x', {}]) assert.deepEqual(await ask(async () => answer(body)), []);
  assert.equal((await ask(async () => answer(Array(100).fill({ urls: 'stun:a' })))).length, 16);
});

test('aRoomThatIsGoneIsNotAskedForAgain', async () => {
  let asked = 0;
  const gone = async () => {
    asked++;
    return answer([], 404);
  };
  await assert.rejects(ask(gone), RoomGone);
  assert.equal(asked, 1);
});

test('aServerThatFailsIsAskedFourTimesWithGrowingPauses', async () => {
  const clock = new FakeClock();
  const at = [];
  const failing = async () => {
    at.push(clock.now() - 1_000);
    if (at.length % 2) throw new TypeError('network');
    return answer([], 503);
  };
  let failure;
  ask(failing, clock).catch((cause) => {
    failure = cause;
  });
  for (let step = 0; step < 50; step++) await clock.advance(100);
  await until(() => failure);
  assert.deepEqual(at, [0, 500, 1_500, 3_500]);
  assert.match(failure.message, /503/);
});
