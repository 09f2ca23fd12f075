import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRoom } from '../../main/resources/webroot/js/ui/create-room.js';

const ROOM_ID = '3f0e1d52-7c1a-4b7e-9a4e-0c9b8f5a1d2e';

/** @param {number} status @param {object} body @param {Record<string, string>} headers */
const answering = (status, body = {}, headers = {}) =>
  async () => new Response(JSON.stringify(body), { status, headers });
const failing = async () => { throw new TypeError('no network'); };

test('aMadeRoomGivesItsId', async () => {
  assert.deepEqual(await createRoom(answering(201, { room_id: ROOM_ID })), { roomId: ROOM_ID, problem: '' });
});

test('theRequestCarriesNothingOfTheUser', async () => {
  /** @type {unknown[]} */
  const asked = [];
  await createRoom(async (url, init) => {
    asked.push(url, init?.method, init?.body, init?.credentials);
    return new Response(JSON.stringify({ room_id: ROOM_ID }), { status: 201 });
  });
  assert.deepEqual(asked, ['/rooms', 'POST', undefined, 'omit']);
});

test('aLimitIsToldWithItsWait', async () => {
  const { roomId, problem } = await createRoom(answering(429, {}, { 'Retry-After': '7' }));
  assert.equal(roomId, '');
  assert.match(problem, /your network.*in 7 seconds/);
});

test('anAbsentStoreIsToldWithItsWait', async () => {
  const { problem } = await createRoom(answering(503, {}, { 'Retry-After': '120' }));
  assert.match(problem, /cannot open rooms.*in 2 minutes/);
});

test('aWaitThatIsNotNamedIsAMoment', async () => {
  assert.match((await createRoom(answering(503))).problem, /in a moment/);
});

test('offlineAndUnreachableReadDifferently', async () => {
  const offline = await createRoom(failing, () => false);
  const unreachable = await createRoom(failing, () => true);
  assert.match(offline.problem, /offline/);
  assert.match(unreachable.problem, /cannot be reached/);
});

test('anIdThatIsNoRoomIdIsNotFollowed', async () => {
  for (const room_id of ['../privacy', '', 7, undefined]) {
    const { roomId, problem } = await createRoom(answering(201, { room_id }));
    assert.equal(roomId, '');
    assert.match(problem, /makes no sense/);
  }
});

test('anyOtherAnswerIsTheServersFault', async () => {
  assert.match((await createRoom(answering(500))).problem, /wrong on the server/);
});
