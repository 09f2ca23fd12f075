import assert from 'node:assert/strict';
import test from 'node:test';
import { concat, fromBase64Url, fromUtf8, lengthPrefixed, toBase64Url, toUtf8 }
  from '../../main/resources/webroot/js/bytes.js';

test('base64urlAgreesWithNodesOwnForEveryLength', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    const text = Buffer.from(bytes).toString('base64url');
    assert.equal(toBase64Url(bytes), text);
    assert.deepEqual(fromBase64Url(text), bytes);
  }
});

test('aValueHasOnlyOneSpelling', () => {
  for (const text of ['A', 'AAAAA', 'AA==', 'AB', 'A+AA', 'A/AA', 'AA A', 'AAB', 'é', '-\n']) {
    assert.throws(() => fromBase64Url(text), SyntaxError, text);
  }
});

test('bytesThatAreNotUtf8AreRefused', () => {
  assert.equal(fromUtf8(toUtf8('\ufeffü🎉')), '\ufeffü🎉');
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80]]) {
    assert.throws(() => fromUtf8(Uint8Array.from(bytes)), TypeError);
  }
});

test('joinedPartsCannotBeTakenForOtherParts', () => {
  assert.deepEqual(concat(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)), Uint8Array.of(1, 2, 3));
  assert.notDeepEqual(lengthPrefixed(toUtf8('ab'), toUtf8('c')), lengthPrefixed(toUtf8('a'), toUtf8('bc')));
  assert.notDeepEqual(lengthPrefixed(toUtf8('a')), lengthPrefixed(toUtf8('a'), toUtf8('')));
});
