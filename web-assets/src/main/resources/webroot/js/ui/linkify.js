/** Finds web addresses in a message. No DOM. */

/** @typedef {{text: string, href: string}} Piece `href` is empty for plain text */

/** It ends at white space, quotes, and the marks that have text shown in another order than it is read in. */
const ADDRESS = /https?:\/\/[^\s<>"“”\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const TRAILING = '.,;:!?\'’»…';

/**
 * The message cut into plain pieces and web addresses, in order, nothing lost; only http and https count.
 * @param {string} message
 * @returns {Piece[]}
 */
export function pieces(message) {
  /** @type {Piece[]} */
  const found = [];
  let done = 0;
  for (const match of message.matchAll(ADDRESS)) {
    const text = withoutClosing(withoutTrailing(match[0]));
    const href = hrefOf(text);
    if (href === '') continue;
    if (match.index > done) found.push({ text: message.slice(done, match.index), href: '' });
    found.push({ text, href });
    done = match.index + text.length;
  }
  if (done < message.length) found.push({ text: message.slice(done), href: '' });
  return found;
}

/**
 * Drops punctuation that ends the sentence and not the address. No regular expression: one that looks for an end
 * tries each place in a long run of dots, and reads the run anew from there.
 * @param {string} address
 */
function withoutTrailing(address) {
  let end = address.length;
  while (end > 0 && TRAILING.includes(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}

/**
 * Drops a bracket that closes the sentence and not the address.
 * @param {string} address
 */
function withoutClosing(address) {
  return address.endsWith(')') && !address.includes('(') ? address.slice(0, -1) : address;
}

/**
 * Where it leads, empty for nowhere. An address with a user name in it is left as text: `https://bank@evil` misleads.
 * @param {string} address
 */
function hrefOf(address) {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  return url.username === '' && url.password === '' ? url.href : '';
}
