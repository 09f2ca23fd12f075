import { seededCrypto } from '../fakes/seeded.js';
import { aead, b64, flipped, hex, hkdf, join, u64 } from './derive.js';

const random = seededCrypto('nullroom/2 vectors: files');
const take = (length) => random.getRandomValues(new Uint8Array(length));

function chunk({ key, id, count, last, bytes, flags = last ? 1 : 0 }) {
  const header = join([2, flags], id);
  return join(header, aead(key, join([0, 0, 0], u64(count), [flags]), header, bytes));
}

/** The chunks of a file in the given pieces. */
function sealedFile(key, id, pieces) {
  return pieces.map((bytes, count) => chunk({ key, id, count, bytes, last: count === pieces.length - 1 }));
}

/** Clauses K6 and T1 to T3. */
export function files() {
  const chain = take(32);
  const offers = [];
  for (let at = chain; offers.length < 4;) {
    const id = take(16);
    const next = hkdf(at, id, 'nullroom/2 next');
    offers.push({ id, chain: at, key: hkdf(at, id, 'nullroom/2 file'), next });
    at = next;
  }
  const contents = [[Buffer.alloc(0)], [Buffer.from('one piece')], [take(1_000), take(1_000), take(7)], [take(64)]];
  return {
    comment: 'Clauses K6 and T1 to T3. "offers": what each file-offer makes of one file chain, in their order. '
      + '"sealed": the chunks of the offer of that place, one for each piece. "refused": a reader of the third offer, '
      + 'with the size given, takes all chunks but the last, and cancels with "refusal" at the last.',
    offers: offers.map(({ id, chain: at, key, next }) => (
      { id: b64(id), chain: hex(at), fileKey: hex(key), next: hex(next) }
    )),
    sealed: contents.map((pieces, n) => ({
      size: pieces.reduce((total, { length }) => total + length, 0),
      pieces: pieces.map(hex),
      chunks: sealedFile(offers[n].key, offers[n].id, pieces).map(hex),
    })),
    refused: refused(offers, contents[2]),
  };
}

function refused(offers, pieces) {
  const [, other, { key, id, chain }] = offers;
  const [first, second, last] = sealedFile(key, id, pieces);
  const make = (count, bytes, isLast, more = {}) => chunk({ key, id, count, bytes, last: isLast, ...more });
  return Object.entries({
    replayed: [[first, first]],
    reordered: [[second]],
    dropped: [[first, last]],
    cutShort: [[first.subarray(0, -1)]],
    aFlippedBit: [[first, flipped(second, 300)]],
    aFlippedLastFlag: [[first, flipped(second, 8)]],
    theLastFlagTakenAway: [[first, second, flipped(last, 8)]],
    unknownFlags: [[make(0, pieces[0], false, { flags: 2 })]],
    ofAnotherVersion: [[flipped(first, 0)]],
    aTransferRelabelled: [[join([2, 0], id, sealedFile(other.key, other.id, pieces)[0].subarray(18))]],
    underAnotherKey: [[make(0, pieces[0], false, { key: other.key })]],
    underTheChainKey: [[make(0, pieces[0], false, { key: chain })]],
    theLastBeforeAllBytes: [[first, make(1, pieces[1], true)]],
    allBytesWithoutALast: [[first, second, make(2, pieces[2], false)]],
    moreThanOffered: [[first, second, make(2, join(pieces[2], [0]), true)]],
    anEmptyChunk: [[first, make(1, Buffer.alloc(0), false)]],
    anEmptyLastChunk: [[first, second, make(2, Buffer.alloc(0), true)]],
    aByteOfAnEmptyFile: [[make(0, Buffer.of(1), true)], 0],
    anEmptyChunkOfAnEmptyFileThatIsNotTheLast: [[make(0, Buffer.alloc(0), false)], 0],
  }).map(([name, [chunks, size = 2007]]) => ({ name, size, chunks: chunks.map(hex), refusal: 'broken' }));
}
