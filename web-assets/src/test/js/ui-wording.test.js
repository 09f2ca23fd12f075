import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as wording from '../../main/resources/webroot/js/ui/wording.js';

const LIMIT = 16 * 1024 * 1024;
/** @type {import('../../main/resources/webroot/js/listener.js').EndReason[]} */
const REASONS = [
  'you_left', 'peer_left', 'expired', 'full_or_gone', 'wrong_key', 'no_connection', 'relay_missing',
  'relay_unreachable', 'bad_link', 'server', 'broken',
];
/** @type {import('../../main/resources/webroot/js/link.js').LinkProblem[]} */
const PROBLEMS = ['missing', 'old_dialect', 'unknown_dialect', 'wrong_length', 'malformed'];

test('everyEndHasATextOfItsOwn', () => {
  const endings = [...REASONS.map(wording.endingText), ...PROBLEMS.map(wording.linkProblemText)];
  assert.equal(new Set(endings.map((ending) => ending.text)).size, endings.length);
  assert.ok(endings.every((ending) => ending.title !== '' && ending.text.endsWith('.')));
});

test('aThirdPersonReadsThatTheRoomIsFull', () => {
  assert.match(wording.endingText('full_or_gone').title, /full/);
});

test('theStatusTellsDirectFromRelayed', () => {
  assert.equal(wording.statusText('secure', 'direct'), 'Secure, direct');
  assert.equal(wording.statusText('secure', 'relayed'), 'Secure, relayed');
  assert.equal(wording.statusText('waiting', 'unknown'), 'Waiting for the other person');
});

test('aRelayIsNotToldToBeTheOnlyWay', () => {
  assert.doesNotMatch(wording.quietText('secure', 'relayed'), /network|no direct/);
});

test('anOverLimitFileIsToldTheLimit', () => {
  const text = wording.overLimitText('a.zip', 20 * 1024 * 1024, LIMIT);
  assert.equal(text, '“a.zip” is too large: it has 20 MB, and a file here may have at most 16 MB.');
});

test('sizesThatReadAlikeAreToldToTheByte', () => {
  const text = wording.overLimitText('a.zip', LIMIT + 1, LIMIT);
  assert.match(text, /16,777,217 bytes.*16,777,216 bytes \(16 MB\)/);
});

test('aLimitOfAFewBytesIsToldOnce', () => {
  assert.match(wording.overLimitText('a', 11, 10), /it has 11 bytes, and a file here may have at most 10 bytes\./);
});

test('whoHearsThatAFileWasGivenUpThereIsNotToldThatItWasDamaged', () => {
  assert.match(wording.fileEndText('broken_there', LIMIT), /on the other side, or arrived damaged there/);
});

test('aRefusalForSizeNamesTheLimitAndNoOtherEndDoes', () => {
  assert.doesNotMatch(wording.fileEndText('not_asked', LIMIT), /MB|limit/);
  assert.match(wording.fileEndText('too_large', LIMIT), /16 MB/);
  assert.doesNotMatch(wording.fileEndText('broken', LIMIT), /MB/);
});
