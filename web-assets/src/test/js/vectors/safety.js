import { createHash } from 'node:crypto';
import { wordlist } from '../../../main/node_modules/@scure/bip39/wordlists/english.js';
import { hex, hkdf } from './derive.js';

/** The safety code by way of a text of bits. */
export function words(transcript) {
  const key = hkdf(transcript, Buffer.alloc(0), 'nullroom/2 safety code');
  const bits = [...key].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return [0, 11, 22, 33].map((from) => wordlist[parseInt(bits.slice(from, from + 11), 2)]);
}

/** Clause A10. */
export function safetyCodes() {
  const transcripts = [Buffer.alloc(32), Buffer.alloc(32, 0xff),
    ...[1, 2, 3, 4, 5, 6].map((n) => createHash('sha256').update(`safety code ${n}`).digest())];
  return {
    comment: 'Clause A10: the words for a transcript, from the English word list of BIP 39.',
    codes: transcripts.map((transcript) => ({ transcript: hex(transcript), words: words(transcript) })),
  };
}
