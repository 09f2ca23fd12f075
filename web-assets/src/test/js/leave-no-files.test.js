import assert from 'node:assert/strict';
import test from 'node:test';
import { leaveNoFiles } from '../../main/resources/webroot/js/leave-no-files.js';

const location = { origin: 'https://test' };

test('theServerIsAskedInAWayThatOutlivesThePage', async () => {
  const asked = [];
  const fetch = async (...details) => {
    asked.push(details);
    return { ok: true };
  };
  assert.equal(await leaveNoFiles({ fetch, location }), true);
  const [[url, { method, keepalive, credentials }]] = asked;
  assert.deepEqual([url, method, keepalive, credentials], ['https://test/forget', 'POST', true, 'same-origin']);
});

test('aServerThatIsAwayOrDoesNotKnowIsNoErrorOfTheRoom', async () => {
  assert.equal(await leaveNoFiles({ fetch: async () => ({ ok: false }), location }), false);
  const away = async () => {
    throw new TypeError('network');
  };
  assert.equal(await leaveNoFiles({ fetch: away, location }), false);
});
