import assert from 'node:assert/strict';
import test from 'node:test';
import { agree } from '../../main/resources/webroot/js/agreement.js';
import { HkdfKey } from '../../main/resources/webroot/js/hkdf.js';
import { LinkKeys, otherRole } from '../../main/resources/webroot/js/keys.js';

const ROOM = '0b5a7d6e-1c2d-4e3f-8a9b-0c1d2e3f4a5b';
const link = new Uint8Array(32).fill(7);
const sender = new Uint8Array(16).fill(1);
const iv = new Uint8Array(12);

/** What a key makes of nothing: the same for two keys only if they are the same. */
async function printOf(key) {
  return Buffer.from(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(0))).toString('hex');
}

test('noTwoDirectionsSendersRoomsOrLinksShareASignalKey', async () => {
  const prints = [];
  for (const [bytes, room] of [[link, ROOM], [link.with(0, 8), ROOM], [link, ROOM.replace('0b', '0c')]]) {
    const keys = await LinkKeys.import(crypto, bytes, room);
    for (const role of ['initiator', 'responder']) {
      for (const each of [sender, sender.with(0, 2)]) {
        prints.push(await printOf(await keys.signalKey(role, each, 'encrypt')));
      }
    }
  }
  assert.equal(prints.length, 12);
  assert.equal(new Set(prints).size, prints.length);
});

test('everyIngredientOfTheMasterKeyCounts', async () => {
  const bytes = (fill) => new Uint8Array(32).fill(fill);
  const names = ['classic', 'quantum', 'transcript', 'ciphertextDigest'];
  const master = async (change, room = ROOM, key = link) => {
    const ingredients = Object.fromEntries(names.map((name, n) => [name, bytes(name === change ? 99 : n)]));
    const derived = await (await LinkKeys.import(crypto, key, room)).master(ingredients);
    return Buffer.from(await derived.bits({ info: new Uint8Array(0) })).toString('hex');
  };
  const all = await Promise.all(['none', ...names].map((change) => master(change)));
  all.push(await master('none', ROOM.replace('0b', '0c')), await master('none', ROOM, link.with(0, 8)));
  assert.equal(new Set(all).size, 7);
  assert.equal(await master('none'), all[0]);
});

test('secretsAreWipedWhenTheMasterKeyIsMade', async () => {
  const keys = await LinkKeys.import(crypto, link, ROOM);
  const [classic, quantum] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  await keys.master({ classic, quantum, transcript: link, ciphertextDigest: link });
  assert.deepEqual([classic, quantum], [new Uint8Array(32), new Uint8Array(32)]);
});

test('noKeyCanBeReadBackOrUsedTheOtherWay', async () => {
  const keys = await LinkKeys.import(crypto, link, ROOM);
  const key = await keys.signalKey('initiator', sender, 'decrypt');
  assert.equal(key.extractable, false);
  assert.deepEqual(key.usages, ['decrypt']);
  await assert.rejects(crypto.subtle.exportKey('raw', key));
});

test('noTwoFilesAndNoTwoDirectionsShareAKey', async () => {
  const prints = [];
  for (const role of ['initiator', 'responder']) {
    const master = await HkdfKey.from(crypto, new Uint8Array(32).fill(3));
    const { filesOut } = await agree({ crypto, role, master, transcript: new Uint8Array(32) });
    for (const id of [sender, sender, sender.with(0, 2)]) prints.push(await printOf(await filesOut.step(id)));
  }
  assert.equal(new Set(prints).size, 6);
});

test('theOtherRoleIsTheOther', () => {
  assert.equal(otherRole('initiator'), 'responder');
  assert.equal(otherRole('responder'), 'initiator');
});
