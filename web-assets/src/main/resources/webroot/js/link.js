/**
 * The part of a room's link that no server sees: `2.` and 32 random bytes in base64url. The dialect stands in front of
 * the key, so no server can talk two people down to an older one.
 */

import { fromBase64Url, toBase64Url } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/**
 * What is wrong with a fragment:
 * `missing` nothing behind the #, `old_dialect` a link of nullroom 1, `unknown_dialect` a number that is not ours,
 * `wrong_length` cut off or with something behind it, `malformed` letters that base64url does not have.
 * @typedef {'missing' | 'old_dialect' | 'unknown_dialect' | 'wrong_length' | 'malformed'} LinkProblem
 */

const DIALECT = '2';
const KEY_BYTES = 32;
const KEY_CHARACTERS = 43;

/**
 * A fresh link key.
 * @param {Crypto} [random]
 * @returns {Bytes}
 */
export function newLinkKey(random = crypto) {
  return random.getRandomValues(new Uint8Array(KEY_BYTES));
}

/**
 * The fragment, without #, that carries the key.
 * @param {Bytes} key 32 bytes
 * @throws {RangeError} when the key has another length
 */
export function makeFragment(key) {
  if (key.length !== KEY_BYTES) throw new RangeError('a link key has 32 bytes');
  return `${DIALECT}.${toBase64Url(key)}`;
}

/**
 * The key in a fragment, or what is wrong with it.
 * @param {string} fragment with or without its #
 * @returns {{ ok: true, key: Bytes } | { ok: false, problem: LinkProblem }}
 */
export function parseFragment(fragment) {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (text === '') return problem('missing');
  const [, dialect, key] = /^([0-9]{1,4})\.(.*)$/s.exec(text) ?? [];
  if (dialect === undefined || key === undefined) return problem(isOldDialect(text) ? 'old_dialect' : 'malformed');
  if (dialect !== DIALECT) return problem('unknown_dialect');
  if (key === '') return problem('missing');
  if (key.length !== KEY_CHARACTERS) return problem('wrong_length');
  try {
    return { ok: true, key: fromBase64Url(key) };
  } catch (cause) {
    if (cause instanceof SyntaxError) return problem('malformed');
    throw cause;
  }
}

/** @param {LinkProblem} name @returns {{ ok: false, problem: LinkProblem }} */
function problem(name) {
  return { ok: false, problem: name };
}

/**
 * Whether this is the base64 of a JSON Web Key, as the links of nullroom 1 carry it.
 * @param {string} text
 */
function isOldDialect(text) {
  // Any JSON object begins with {" , which base64 spells "eyJ".
  return text.startsWith('eyJ') && /^[A-Za-z0-9+/_=%-]+$/.test(text);
}
