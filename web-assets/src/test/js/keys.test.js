import assert from 'node:assert/strict';
import { hkdfSync } from 'node:crypto';
import test from 'node:test';
import { LinkKeys, otherRole } from '../../main/resources/webroot/js/keys.js';

const ROOM = '0b5a7d6e-1c2d-4e3f-8a9b-0c1d2e3f4a5b';
const link = new Uint8Array(32).fill(7);
const sender = new Uint8Array(16).fill(1);
const transcript = new Uint8Array(32).fill(9);
const iv = new Uint8Array(12);

/** What a key makes of nothing: the same for two keys only if they are the same. */
async function printOf(key) {
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(0));
  return Buffer.from(box).toString('hex');
}

/** The same for a key made by Node's own HKDF. */
async function printOfRaw(bytes) {
  return printOf(await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt']));
}

test('everyKeyIsTheHkdfThatTheHeadOfTheModuleSays', async () => {
  const keys = await LinkKeys.import(crypto, link, ROOM);
  const signalInfo = Buffer.concat([Buffer.from('nullroom/2 signal initiator '), sender]);
  assert.equal(await printOf(await keys.signalKey('initiator', sender, 'encrypt')),
    await printOfRaw(hkdfSync('sha256', link, ROOM, signalInfo, 32)));
  const sessionInfo = Buffer.concat([Buffer.from('nullroom/2 session'), transcript]);
  const master = new Uint8Array(hkdfSync('sha256', link, ROOM, sessionInfo, 32));
  const session = await keys.session(transcript);
  assert.equal(await printOf(await session.textKey('responder', 'encrypt')),
    await printOfRaw(hkdfSync('sha256', master, '', 'nullroom/2 text responder', 32)));
  assert.equal(await printOf(await session.fileKey('initiator', sender, 'encrypt')),
    await printOfRaw(hkdfSync('sha256', master, sender, 'nullroom/2 file initiator', 32)));
});

test('noTwoPurposesDirectionsSendersRoomsOrSessionsShareAKey', async () => {
  const other = new Uint8Array(32).fill(8);
  const ids = [sender, sender.with(0, 2)];
  const prints = [];
  for (const [bytes, room] of [[link, ROOM], [other, ROOM], [link, ROOM.replace('0b', '0c')]]) {
    const keys = await LinkKeys.import(crypto, bytes, room);
    for (const role of ['initiator', 'responder']) {
      for (const id of ids) prints.push(await printOf(await keys.signalKey(role, id, 'encrypt')));
      for (const each of [transcript, transcript.with(0, 1)]) {
        const session = await keys.session(each);
        prints.push(await printOf(await session.textKey(role, 'encrypt')));
        for (const id of ids) prints.push(await printOf(await session.fileKey(role, id, 'encrypt')));
      }
    }
  }
  assert.equal(prints.length, 48);
  assert.equal(new Set(prints).size, prints.length);
});

test('noKeyCanBeReadBackOrUsedTheOtherWay', async () => {
  const keys = await LinkKeys.import(crypto, link, ROOM);
  const key = await keys.signalKey('initiator', sender, 'decrypt');
  assert.equal(key.extractable, false);
  assert.deepEqual(key.usages, ['decrypt']);
  await assert.rejects(crypto.subtle.exportKey('raw', key));
});

test('theOtherRoleIsTheOther', () => {
  assert.equal(otherRole('initiator'), 'responder');
  assert.equal(otherRole('responder'), 'initiator');
});
