import assert from 'node:assert/strict';
import test from 'node:test';
import { selectedPath } from '../../main/resources/webroot/js/path.js';

const path = (...entries) => selectedPath({ getStats: async () => new Map(entries.map((entry) => [entry.id, entry])) });
const pair = { id: 'p', type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r' };
const local = (candidateType) => ({ id: 'l', type: 'local-candidate', candidateType });
const remote = (candidateType) => ({ id: 'r', type: 'remote-candidate', candidateType });
const chosen = { id: 't', type: 'transport', selectedCandidatePairId: 'p' };

test('aRelayOnEitherEndCounts', async () => {
  assert.equal(await path(chosen, pair, local('relay'), remote('host')), 'relayed');
  assert.equal(await path(chosen, pair, local('host'), remote('relay')), 'relayed');
  assert.equal(await path(chosen, pair, local('srflx'), remote('prflx')), 'direct');
});

test('firefoxMarksThePairItself', async () => {
  const other = { ...pair, id: 'q', localCandidateId: 'x' };
  assert.equal(await path(other, { ...pair, selected: true }, local('relay'), remote('host')), 'relayed');
});

test('whatIsNotKnownIsNotGuessed', async () => {
  assert.equal(await path(), 'unknown');
  assert.equal(await path(pair, local('host'), remote('host')), 'unknown');
  assert.equal(await path(chosen, pair, local('host')), 'unknown');
});
