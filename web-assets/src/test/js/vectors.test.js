import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { ml_kem768 as library } from '../../main/node_modules/@noble/post-quantum/ml-kem.js';
import { fromBase64Url } from '../../main/resources/webroot/js/bytes.js';
import { ChunkReader, ChunkWriter } from '../../main/resources/webroot/js/file-chunks.js';
import { FrameRefused } from '../../main/resources/webroot/js/frames.js';
import { HkdfKey } from '../../main/resources/webroot/js/hkdf.js';
import { BlobSink } from '../../main/resources/webroot/js/file-sinks.js';
import { IncomingFile } from '../../main/resources/webroot/js/incoming-file.js';
import { LinkKeys } from '../../main/resources/webroot/js/keys.js';
import { makeFragment, parseFragment } from '../../main/resources/webroot/js/link.js';
import { paddedLength } from '../../main/resources/webroot/js/padding.js';
import { parseMessage } from '../../main/resources/webroot/js/messages.js';
import { ProtocolError } from '../../main/resources/webroot/js/protocol-error.js';
import { Ratchet } from '../../main/resources/webroot/js/ratchet.js';
import { safetyCode } from '../../main/resources/webroot/js/safety-code.js';
import { wireBytes } from '../../main/resources/webroot/js/wire.js';
import { SignalRefused, SignalSeal } from '../../main/resources/webroot/js/signal-seal.js';
import { parseSignal, signalJson } from '../../main/resources/webroot/js/signals.js';
import { TextReader, TextWriter } from '../../main/resources/webroot/js/text-frames.js';
import { exchangeBy } from './fakes/seeded.js';
import { nobleMlKem } from '../../main/resources/webroot/js/ml-kem.js';
import { party } from './fakes/parties.js';
import { allVectors } from './vectors/all.js';
import { hex, unhex } from './vectors/derive.js';

const FOLDER = new URL('../../../../docs/vectors/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
const { room, link, ...keyVectors } = read('keys');
const iv = new Uint8Array(12);

/** What a key that cannot be read makes of nothing. */
const printOf = async (key) => hex(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(0)));
const rawPrint = async (bytes) => printOf(await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt']));
const linkKeys = () => LinkKeys.import(crypto, unhex(link), room);

test('theVectorFilesAreWhatTheGeneratorWrites', async () => {
  for (const [name, text] of await allVectors()) {
    assert.ok(readFileSync(new URL(name, FOLDER), 'utf8') === text, `${name} is not current: npm run vectors`);
  }
});

test('fragmentsAreReadAndRefusedAsTheVectorsSay', () => {
  assert.equal(makeFragment(unhex(link)), keyVectors.fragment);
  assert.deepEqual(parseFragment(keyVectors.fragment), { ok: true, key: unhex(link) });
  for (const fragment of keyVectors.refusedFragments) assert.equal(parseFragment(fragment).ok, false, fragment);
});

test('signalKeysAreThoseOfTheVectors', async () => {
  for (const { role, sender, key } of keyVectors.signalKeys) {
    const ours = await (await linkKeys()).signalKey(role, unhex(sender), 'encrypt');
    assert.equal(await printOf(ours), await rawPrint(unhex(key)));
  }
});

const signals = read('signals');
const sealOf = async (role, random = crypto) => (
  new SignalSeal({ crypto: random, keys: await linkKeys(), roomId: room, role })
);

test('signalsAreSealedAndOpenedAsTheVectorsSay', async () => {
  const random = { subtle: crypto.subtle, getRandomValues: () => unhex(signals.sender) };
  const [writer, reader] = [await sealOf('initiator', random), await sealOf('responder')];
  for (const { text, envelope } of signals.sealed) {
    const value = JSON.parse(text);
    assert.deepEqual(await writer.seal(value), envelope);
    assert.deepEqual(await reader.open(envelope), value);
  }
});

test('signalsAreRefusedAsTheVectorsSay', async () => {
  const refusedAs = (first) => (cause) => cause instanceof SignalRefused && cause.first === first;
  for (const { name, envelope, asFirst } of signals.refused) {
    if (asFirst === 'opens') await (await sealOf('responder')).open(envelope);
    else await assert.rejects((await sealOf('responder')).open(envelope), refusedAs(true), name);
    const reader = await sealOf('responder');
    await reader.open(signals.sealed[0].envelope);
    await assert.rejects(reader.open(envelope), refusedAs(false), name);
  }
  for (const { opened, envelope } of signals.passedOver) {
    const reader = await sealOf('responder');
    for (const each of opened) await reader.open(each);
    assert.equal(await reader.open(envelope), undefined);
  }
});

const agreementVectors = read('agreement');

/** A side that has the secrets of the vectors, and what it says to begin with. */
async function sideOf({ secrets, signals: spoken }, role) {
  const own = role === 'initiator';
  const once = (bytes) => ({ getRandomValues: (out) => (out.set(unhex(bytes)), out) });
  const sources = {
    x25519: () => exchangeBy(unhex(own ? secrets.xA : secrets.xB)),
    mlKem: nobleMlKem(library, once(own ? secrets.seedA : secrets.messageB)),
  };
  const random = { ...once(own ? secrets.nA : secrets.nB), subtle: crypto.subtle };
  const side = await party(role, { linkKey: unhex(link), roomId: room, sources, random });
  const say = async (type) => signalJson(await side.outgoing({ type, round: 1, sdp: spoken[type].sdp }));
  const hear = async (signal) => (
    (await side.incoming(parseSignal(signal, own ? 'responder' : 'initiator'))).map(signalJson)
  );
  return { ...side, say, hear };
}

test('agreementsAreThoseOfTheVectorsOnBothSides', async () => {
  for (const each of agreementVectors.cases) {
    const { offer, answer, reveal, encap } = each.signals;
    const [initiator, responder] = [await sideOf(each, 'initiator'), await sideOf(each, 'responder')];
    assert.deepEqual(await initiator.say('offer'), offer);
    await responder.hear(offer);
    assert.deepEqual(await responder.say('answer'), answer);
    assert.deepEqual(await initiator.hear(answer), [reveal]);
    assert.deepEqual(await responder.hear(reveal), [encap]);
    await initiator.hear(encap);
    await assertAgreed(each, 'initiator', await initiator.agreement);
    await assertAgreed(each, 'responder', await responder.agreement);
  }
});

async function assertAgreed(vector, role, agreement) {
  const other = role === 'initiator' ? 'responder' : 'initiator';
  assert.equal(hex(await agreement.confirmation.proof()), vector.confirmations[role]);
  assert.ok(await agreement.confirmation.holds(unhex(vector.confirmations[other])));
  assert.deepEqual(agreement.safetyCode, vector.safetyCode);
  const chain = async (bytes) => new Ratchet(await HkdfKey.from(crypto, unhex(bytes)), 'nullroom/2 frame', 'encrypt');
  const writer = new TextWriter(crypto, await chain(vector.textChains[role]));
  assert.deepEqual(await agreement.writer.seal(unhex('00')), await writer.seal(unhex('00')));
  const id = new Uint8Array(16);
  const files = new Ratchet(await HkdfKey.from(crypto, unhex(vector.fileChains[role])), 'nullroom/2 file', 'encrypt');
  assert.equal(await printOf(await agreement.filesOut.step(id)), await printOf(await files.step(id)));
  if (role === 'initiator') return;
  for (const { name, message } of vector.refusedConfirmations) {
    assert.equal(await agreement.confirmation.holds(unhex(message)), false, name);
  }
}

test('agreementsAreRefusedAsTheVectorsSay', async () => {
  for (const { by, name, signals: arriving } of agreementVectors.refused) {
    const side = await sideOf(agreementVectors.cases[0], by);
    if (by === 'initiator') await side.say('offer');
    for (const [n, signal] of arriving.entries()) {
      const last = n === arriving.length - 1;
      if (last) await assert.rejects(side.hear(signal), ProtocolError, `${by} ${name}`);
      else await side.hear(signal);
      if (!last && signal.type === 'offer') await side.say('answer');
    }
  }
});

test('safetyCodesAreThoseOfTheVectors', async () => {
  for (const { transcript, words } of read('safety-code').codes) {
    assert.deepEqual(await safetyCode(crypto, unhex(transcript)), words);
  }
});

const frames = read('frames');
const chainOf = async (use) => (
  new Ratchet(await HkdfKey.from(crypto, unhex(frames.steps[0].chain)), 'nullroom/2 frame', use)
);

test('paddingRatchetAndFramesAreThoseOfTheVectors', async () => {
  for (const { length, padded } of frames.padding) assert.equal(paddedLength(length), padded, `${length}`);
  const ratchet = await chainOf('encrypt');
  for (const { frameKey } of frames.steps) {
    assert.equal(await printOf(await ratchet.step()), await rawPrint(unhex(frameKey)));
  }
  const writer = new TextWriter(crypto, await chainOf('encrypt'));
  const reader = new TextReader(crypto, await chainOf('decrypt'));
  for (const { text, frame } of frames.sealed) {
    assert.equal(hex(await writer.seal(new TextEncoder().encode(text))), frame);
    assert.equal(new TextDecoder().decode(await reader.open(unhex(frame))), text);
  }
});

test('framesAreRefusedAsTheVectorsSay', async () => {
  for (const { name, frames: arriving } of frames.refused) {
    const reader = new TextReader(crypto, await chainOf('decrypt'));
    const open = async (frame) => reader.open(wireBytes(unhex(frame).buffer));
    for (const frame of arriving.slice(0, -1)) await open(frame);
    const refusal = (cause) => cause instanceof FrameRefused || cause instanceof ProtocolError;
    await assert.rejects(open(arriving.at(-1)), refusal, name);
  }
});

test('messagesAreReadAsTheVectorsSay', () => {
  const { taken, passedOver, refused } = read('messages');
  for (const text of taken) assert.deepEqual(parseMessage(JSON.parse(text)), JSON.parse(text));
  for (const text of passedOver) assert.equal(parseMessage(JSON.parse(text)), undefined, text);
  for (const text of refused) assert.throws(() => parseMessage(JSON.parse(text)), ProtocolError, text.slice(0, 90));
});

const files = read('files');
const fileKey = async (place, use) => {
  const chain = new Ratchet(await HkdfKey.from(crypto, unhex(files.offers[0].chain)), 'nullroom/2 file', use);
  let key;
  for (const { id } of files.offers.slice(0, place + 1)) key = await chain.step(fromBase64Url(id));
  return key;
};

test('fileKeysAndChunksAreThoseOfTheVectors', async () => {
  for (const [place, { id, fileKey: raw }] of files.offers.entries()) {
    assert.equal(await printOf(await fileKey(place, 'encrypt')), await rawPrint(unhex(raw)));
    const writer = new ChunkWriter(crypto, await fileKey(place, 'encrypt'), fromBase64Url(id));
    const reader = new ChunkReader(crypto, await fileKey(place, 'decrypt'));
    const { pieces, chunks } = files.sealed[place];
    for (const [n, piece] of pieces.entries()) {
      const last = n === pieces.length - 1;
      assert.equal(hex(await writer.seal(unhex(piece), last)), chunks[n]);
      assert.deepEqual(await reader.open(unhex(chunks[n])), { plaintext: unhex(piece), last });
    }
  }
});

test('chunksAreRefusedAsTheVectorsSay', async () => {
  for (const { name, size, chunks } of files.refused) {
    const reader = new ChunkReader(crypto, await fileKey(2, 'decrypt'));
    const file = new IncomingFile(size, { reader, sink: new BlobSink(), progress: { at() {} } });
    for (const chunk of chunks.slice(0, -1)) assert.equal(await file.take(unhex(chunk)), false, name);
    const refusal = (cause) => cause instanceof FrameRefused || cause instanceof ProtocolError;
    await assert.rejects(file.take(unhex(chunks.at(-1))), refusal, name);
  }
});
