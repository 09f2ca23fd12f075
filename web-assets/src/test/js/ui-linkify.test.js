import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pieces } from '../../main/resources/webroot/js/ui/linkify.js';

/** @param {string} message */
const links = (message) => pieces(message).filter((piece) => piece.href !== '').map((piece) => piece.text);

test('nothingOfAMessageIsLost', () => {
  const messages = [
    '', 'plain', 'https://a.example', 'see https://a.example/x?y=1#z, and http://b.example.', 'http://', 'https://[bad',
    '(https://a.example) \n two https://a.example https://b.example', '<https://a.example>"https://b.example"',
  ];
  for (const message of messages) assert.equal(pieces(message).map((piece) => piece.text).join(''), message);
});

test('punctuationAfterAnAddressIsNotPartOfIt', () => {
  assert.deepEqual(links('at https://a.example/x. Or (https://b.example/y)? https://c.example/z_(w)'), [
    'https://a.example/x', 'https://b.example/y', 'https://c.example/z_(w)',
  ]);
});

test('punctuationInsideAnAddressStays', () => {
  const address = `https://a.example/x${'.'.repeat(200_000)}y`;
  assert.deepEqual(links(`${address}...`), [address]);
});

test('onlyWebAddressesBecomeLinks', () => {
  assert.deepEqual(links('data:text/html,x file:///etc/passwd ftp://a.example blob:x'), []);
});

test('anAddressEndsWhereTextWouldBeShownInAnotherOrder', () => {
  const message = '\u202e\u2066https://evil.example/x\u2069/moc.elpmaxe.knab//:sptth';
  assert.deepEqual(links(message), ['https://evil.example/x']);
  for (const mark of '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069') {
    assert.deepEqual(links(`https://a.example/${mark}b`), ['https://a.example/']);
  }
});

test('anAddressThatPosesAsAnotherStaysText', () => {
  assert.deepEqual(links('https://bank.example@evil.example/'), []);
});
