/**
 * The safety code (docs/session-protocol.md, A10): four words that both people see alike if nobody is between them.
 */

import { wordlist } from '@scure/bip39/wordlists/english.js';
import { toUtf8 } from './bytes.js';
import { HkdfKey } from './hkdf.js';

const WORDS = 4;
const BITS_A_WORD = 11;
const WORDS_MASK = (1n << BigInt(BITS_A_WORD)) - 1n;

/**
 * The words for a transcript.
 * @param {Crypto} crypto
 * @param {import('./bytes.js').Bytes} transcript
 */
export async function safetyCode(crypto, transcript) {
  const key = await HkdfKey.from(crypto, transcript.slice());
  const bits = await key.bits({ info: toUtf8('nullroom/2 safety code') });
  const first = new DataView(bits.buffer).getBigUint64(0);
  return Array.from({ length: WORDS }, (_, index) => {
    const word = (first >> BigInt(64 - BITS_A_WORD * (index + 1))) & WORDS_MASK;
    return wordlist[Number(word)] ?? '';
  });
}
