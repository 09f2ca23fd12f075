import assert from 'node:assert/strict';
import test from 'node:test';
import { serversByLeg } from '../../main/resources/webroot/js/legs.js';
import * as wording from '../../main/resources/webroot/js/ui/check-wording.js';

test('eachUrlIsTriedOnItsOwnLegWithItsCredentials', () => {
  const set = { username: 'u', credential: 'c' };
  const legs = serversByLeg([
    { urls: 'stun:a' },
    { urls: ['turn:a', 'turn:a?transport=udp', 'turn:a?transport=tcp', 'turns:a', 'turns:a?transport=tcp'], ...set },
    { urls: ['stun:b', 'turn:b?transport=tcp'], ...set },
  ]);
  assert.deepEqual(legs, {
    stun: [{ urls: ['stun:a'] }, { urls: ['stun:b'], ...set }],
    udp: [{ urls: ['turn:a', 'turn:a?transport=udp'], ...set }],
    tcp: [{ urls: ['turn:a?transport=tcp'], ...set }, { urls: ['turn:b?transport=tcp'], ...set }],
    tls: [{ urls: ['turns:a', 'turns:a?transport=tcp'], ...set }],
  });
  assert.deepEqual(serversByLeg([]), { stun: [], udp: [], tcp: [], tls: [] });
});

test('everyFindingSaysWhatToDoUnlessItWorks', () => {
  assert.deepEqual(wording.findingOf('udp', 'works', 33.4), { state: 'works', text: 'Works, after 33 ms.' });
  const texts = new Set();
  for (const leg of ['stun', 'udp', 'tcp', 'tls']) {
    for (const verdict of ['refused', 'unreachable', 'blocked']) {
      const { state, text } = wording.findingOf(leg, verdict, 1);
      assert.equal(state, 'fails');
      assert.match(text, /has to|See that/);
      texts.add(text);
    }
    texts.add(wording.absence(leg).text);
  }
  assert.equal(texts.size, 4 + 4 + 2);
});

test('theSummaryCountsWhatFails', () => {
  const [works, fails, absent] = ['works', 'fails', 'absent'].map((state) => ({ state, text: '' }));
  assert.equal(wording.summary([works, works]), 'Everything works.');
  assert.equal(wording.summary([works, absent]), 'All that is configured works.');
  assert.equal(wording.summary([fails, absent]), 'One thing does not work.');
  assert.equal(wording.summary([fails, works, fails]), '2 things do not work.');
});
