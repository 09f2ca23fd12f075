import assert from 'node:assert/strict';
import test from 'node:test';
import { makeFragment, newLinkKey, parseFragment } from '../../main/resources/webroot/js/link.js';

test('aFragmentIsTheDialectAndFortyThreeCharactersAndReadsBackToItsKey', () => {
  for (let run = 0; run < 200; run++) {
    const key = newLinkKey();
    const fragment = makeFragment(key);
    assert.match(fragment, /^2\.[A-Za-z0-9_-]{43}$/);
    assert.deepEqual(parseFragment(fragment), { ok: true, key });
    assert.deepEqual(parseFragment(`#${fragment}`), { ok: true, key });
  }
});

test('twoKeysAreNeverTheSame', () => {
  assert.equal(new Set(Array.from({ length: 500 }, () => makeFragment(newLinkKey()))).size, 500);
});

const zeros = 'A'.repeat(43);
const oldLink = btoa('{"alg":"A256GCM","ext":true,"k":"abc","key_ops":["encrypt"],"kty":"oct"}');
const problems = {
  missing: ['', '#', '2.', '#2.'],
  old_dialect: [oldLink, `#${oldLink}`, encodeURIComponent(oldLink)],
  unknown_dialect: [`1.${zeros}`, `3.${zeros}`, `22.${zeros}`, `02.${zeros}`],
  wrong_length: [`2.${zeros.slice(1)}`, `2.${zeros}A`, `2.${zeros}=`, `2.${zeros}\n`, `2.${zeros}.`],
  malformed: [zeros, '2', 'x', `2,${zeros}`, `2.${zeros.slice(1)}+`, `2.${zeros.slice(1)}/`, `2.${zeros.slice(1)} `,
    `2.${zeros.slice(1)}B`, `2.${zeros.slice(1)}é`, ` 2.${zeros}`],
};
for (const [problem, fragments] of Object.entries(problems)) {
  test(`aFragmentThatIs_${problem}_isToldAsThat`, () => {
    for (const fragment of fragments) assert.deepEqual(parseFragment(fragment), { ok: false, problem }, fragment);
  });
}

test('aKeyOfAnotherLengthMakesNoFragment', () => {
  for (const length of [0, 16, 31, 33]) assert.throws(() => makeFragment(new Uint8Array(length)), RangeError);
});
