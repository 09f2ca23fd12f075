import { seededCrypto } from '../fakes/seeded.js';
import { aead, flipped, hex, hkdf, join, u32, u64 } from './derive.js';

const random = seededCrypto('nullroom/2 vectors: frames');
const take = (length) => random.getRandomValues(new Uint8Array(length));
const NONE = Buffer.alloc(0);

/** Padmé by its loop of shifts, not by logarithms. */
export function padded(length) {
  const needed = 4 + length;
  const bitsOf = (number) => number.toString(2).length;
  const exponent = bitsOf(needed) - 1;
  const low = exponent - bitsOf(exponent);
  const rounded = low > 0 ? ((needed + (1 << low) - 1) >> low) << low : needed;
  return Math.max(256, rounded);
}

const pad = (text) => join(u32(text.length), text, Buffer.alloc(padded(text.length) - 4 - text.length));

/** Steps of a text chain. */
function steps(first, count) {
  const all = [];
  for (let chain = first; all.length < count;) {
    const next = hkdf(chain, NONE, 'nullroom/2 next');
    all.push({ chain, frameKey: hkdf(chain, NONE, 'nullroom/2 frame'), next });
    chain = next;
  }
  return all;
}

const frame = (key, count, text) => join([2], aead(key, join(u32(0), u64(count)), Buffer.of(2), text));

/** Clauses F1 to F5. */
export function frames() {
  const chain = take(32);
  const keys = steps(chain, 6);
  const texts = ['{"type":"path","relayed":false}', '', '{"type":"chat","text":"grüße 🎉"}',
    'x'.repeat(252), 'x'.repeat(253), 'y'.repeat(3_000)];
  const sealed = texts.map((text, n) => frame(keys[n].frameKey, n, pad(Buffer.from(text))));
  return {
    comment: 'Clauses F1 to F5. "padding": length of a text and of its padded form. "steps": of one chain. "sealed": '
      + 'texts under that chain, in their order. "refused": a reader at the head of that chain opens all frames but '
      + 'the last, and ends with "refusal" at the last.',
    padding: [0, 1, 251, 252, 253, 268, 269, 284, 508, 509, 1020, 1021, 1084, 1085, 4092, 4093, 16_384, 32_768, 60_000]
      .map((length) => ({ length, padded: padded(length) })),
    steps: keys.map(({ chain: at, frameKey, next }) => ({ chain: hex(at), frameKey: hex(frameKey), next: hex(next) })),
    sealed: sealed.map((each, n) => ({ text: texts[n], frame: hex(each) })),
    refused: refused({ keys, sealed }),
  };
}

function refused({ keys, sealed: [first, second, third, fourth] }) {
  const short = pad(Buffer.from('short'));
  const authentic = (text) => frame(keys[0].frameKey, 0, text);
  return Object.entries({
    replayed: [first, first],
    reordered: [second],
    dropped: [first, third],
    cutShort: [first.subarray(0, -1)],
    cutToAHeader: [first.subarray(0, 16)],
    empty: [NONE],
    longer: [join(first, [0])],
    ofAnotherVersion: [flipped(first, 0)],
    aFlippedBit: [flipped(first, 1000)],
    aFlippedBitOfTheTag: [first, flipped(second, second.length * 8 - 1)],
    underAnotherKey: [frame(take(32), 0, short)],
    underTheChainKeyItself: [frame(keys[0].chain, 0, short)],
    underTheRightKeyWithAnotherCount: [frame(keys[0].frameKey, 1, short)],
    underTheKeyOfTheFirstOnceMore: [first, frame(keys[0].frameKey, 1, short)],
    notPadded: [authentic(Buffer.from('{"type":"bye"}'))],
    paddedTooFar: [authentic(join(short, Buffer.alloc(16)))],
    somethingInThePadding: [authentic(flipped(short, 255 * 8))],
    aLengthThatDoesNotFit: [authentic(join(u32(253), Buffer.alloc(252)))],
    aHugeLength: [authentic(join(u32(0xffff_ffff), Buffer.alloc(252)))],
    paddedToTheNextStep: [authentic(join(u32(253), Buffer.alloc(284)))],
    tooLongForAMessage: [join([2], Buffer.alloc(65_536))],
    aFlippedBitOfALaterFrame: [first, second, third, flipped(fourth, 9)],
  }).map(([name, list]) => ({ name, frames: list.map(hex), refusal: 'broken' }));
}
