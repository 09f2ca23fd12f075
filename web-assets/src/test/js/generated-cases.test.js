import assert from 'node:assert/strict';
import test from 'node:test';
import { toUtf8 } from '../../main/resources/webroot/js/bytes.js';
import { ChunkReader, ChunkWriter } from '../../main/resources/webroot/js/file-chunks.js';
import { FrameRefused } from '../../main/resources/webroot/js/frames.js';
import { HkdfKey } from '../../main/resources/webroot/js/hkdf.js';
import { BlobSink } from '../../main/resources/webroot/js/file-sinks.js';
import { IncomingFile } from '../../main/resources/webroot/js/incoming-file.js';
import { ProtocolError } from '../../main/resources/webroot/js/protocol-error.js';
import { Ratchet } from '../../main/resources/webroot/js/ratchet.js';
import { TextReader, TextWriter } from '../../main/resources/webroot/js/text-frames.js';
import { seededNumbers } from './fakes/seeded.js';
import { flipped } from './vectors/derive.js';

const CASES = 10_000;
const FRAMES = 4;
const id = new Uint8Array(16).fill(9);

const ROLES = ['initiator', 'responder'];

/** The keys of one session as they are right after the agreement: a chain of texts and a file's key for each role. */
async function fresh() {
  const bytes = () => crypto.getRandomValues(new Uint8Array(32));
  return Object.fromEntries(ROLES.map((role) => [role, { chain: bytes(), fileKey: bytes() }]));
}

const ratchet = async ({ chain }, use) => (
  new Ratchet(await HkdfKey.from(crypto, chain.slice()), 'nullroom/2 frame', use)
);
const fileKey = ({ fileKey: bytes }, use) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [use]);

async function textsOf(keys) {
  const writer = new TextWriter(crypto, await ratchet(keys, 'encrypt'));
  return Promise.all(Array.from({ length: FRAMES }, (_, n) => writer.seal(toUtf8(`text ${n}`))));
}

async function chunksOf(keys) {
  const writer = new ChunkWriter(crypto, await fileKey(keys, 'encrypt'), id);
  const seal = (_, n) => writer.seal(new Uint8Array(10).fill(n), n === FRAMES - 1);
  return Promise.all(Array.from({ length: FRAMES }, seal));
}

/** What both sides of one session send: texts of either, and the chunks of one file each. */
async function rows({ initiator, responder }) {
  return {
    texts: await textsOf(initiator), echo: await textsOf(responder),
    chunks: await chunksOf(initiator), back: await chunksOf(responder),
  };
}

/** A reader of what the initiator sends: gives what it opened, and throws at the first that it refuses. */
const READERS = {
  texts: async ({ initiator }) => {
    const reader = new TextReader(crypto, await ratchet(initiator, 'decrypt'));
    return async (frame) => new TextDecoder().decode(await reader.open(frame));
  },
  chunks: async ({ initiator }) => {
    const reader = new ChunkReader(crypto, await fileKey(initiator, 'decrypt'));
    const file = new IncomingFile(10 * FRAMES, { reader, sink: new BlobSink(), progress: { at() {} } });
    return async (chunk) => `last: ${await file.take(chunk)}`;
  },
};

/** What may happen to a row on its way; each gives a row whose frame at `place` is not the one that belongs there. */
const DEEDS = {
  replay: ({ row, place, roll }) => row.toSpliced(place, 0, place > 0 ? row[roll(place)] : row[1]),
  reorder: ({ row, place }) => row.with(place, row[(place + 1) % FRAMES]),
  drop: ({ row, place }) => (place + 1 < FRAMES ? row.toSpliced(place, 1) : row.with(place, row[place - 1])),
  reflect: ({ row, place, mirror }) => row.with(place, mirror[place]),
  splice: ({ row, place, other }) => row.with(place, other[place]),
  truncate: ({ row, place, roll }) => row.with(place, row[place].slice(0, roll(row[place].length))),
  lengthen: ({ row, place, roll }) => row.with(place, Uint8Array.of(...row[place], roll(256))),
  flip: ({ row, place, roll }) => row.with(place, flipped(row[place], roll(row[place].length * 8))),
  forge: ({ row, place, roll }) => (
    row.with(place, Uint8Array.from(row[place], (byte, at) => (at < 18 ? byte : roll(256))))
  ),
};

test('replayReorderReflectionSpliceAndTruncationAreRefusedInTenThousandGeneratedCases', async () => {
  const names = Object.keys(DEEDS);
  const one = async (number, sent, keys) => {
    const roll = seededNumbers(`case ${number}`);
    const kind = roll(2) ? 'texts' : 'chunks';
    const [mirror, other] = kind === 'texts' ? [sent.echo, sent.chunks] : [sent.back, sent.texts];
    const [name, place] = [names[number % names.length], roll(FRAMES)];
    const arriving = DEEDS[name]({ row: sent[kind], place, mirror, other, roll });
    const open = await READERS[kind](keys);
    for (let n = 0; n < place; n++) {
      assert.equal(await open(arriving[n]), kind === 'texts' ? `text ${n}` : 'last: false');
    }
    const refusal = (cause) => cause instanceof FrameRefused || cause instanceof ProtocolError;
    await assert.rejects(open(arriving[place]), refusal, `case ${number}: ${name} of ${kind} at ${place}`);
  };
  for (let from = 0; from < CASES; from += 200) {
    const keys = await fresh();
    const sent = await rows(keys);
    await Promise.all(Array.from({ length: 200 }, (_, n) => one(from + n, sent, keys)));
  }
});

test('aRowThatNobodyTouchedOpensToItsEnd', async () => {
  const keys = await fresh();
  const sent = await rows(keys);
  for (const [kind, expected] of [['texts', 'text 3'], ['chunks', 'last: true']]) {
    const open = await READERS[kind](keys);
    const opened = [];
    for (const frame of sent[kind]) opened.push(await open(frame));
    assert.equal(opened.at(-1), expected);
  }
});
