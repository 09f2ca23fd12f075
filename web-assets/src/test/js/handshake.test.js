import assert from 'node:assert/strict';
import test from 'node:test';
import { Handshake, ProtocolError } from '../../main/resources/webroot/js/handshake.js';
import { LinkKeys } from '../../main/resources/webroot/js/keys.js';
import { turn } from './fakes/wait.js';

const ROOM = '0b5a7d6e-1c2d-4e3f-8a9b-0c1d2e3f4a5b';
const fingerprint = (byte) => `a=fingerprint:sha-256 ${byte}:00\r\n`;
const sdp = (byte) => `v=0\r\n${fingerprint(byte)}m=application\r\n${fingerprint(byte)}`;

async function handshake(role) {
  const keys = await LinkKeys.import(crypto, new Uint8Array(32).fill(7), ROOM);
  return new Handshake({ crypto, keys, roomId: ROOM, role });
}

/** Both sides' text key of the initiator, told apart by what it makes of nothing. */
async function prints(change = (description) => description) {
  const [one, two] = [await handshake('initiator'), await handshake('responder')];
  await two.incoming(change(await one.outgoing({ sdp: sdp('AA') })));
  await one.incoming(await two.outgoing({ sdp: sdp('BB') }));
  return Promise.all([one, two].map(async ({ session }) => {
    const key = await (await session).textKey('initiator', 'encrypt');
    const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new Uint8Array(0));
    return Buffer.from(box).toString('hex');
  }));
}

test('bothSidesGetTheSameKeysAndNeverThoseOfAnEarlierSession', async () => {
  const [one, two] = await prints();
  const [later] = await prints();
  assert.equal(one, two);
  assert.notEqual(one, later);
});

test('aSwappedFingerprintOrShareGivesTheSidesDifferentKeys', async () => {
  const [one, two] = await prints((offer) => ({ ...offer, sdp: sdp('CC') }));
  assert.notEqual(one, two);
  const [three, four] = await prints((offer) => ({ ...offer, share: 'A'.repeat(43) }));
  assert.notEqual(three, four);
});

test('thereAreNoKeysBeforeBothSidesPutInTheirPart', async () => {
  const one = await handshake('initiator');
  await one.outgoing({ sdp: sdp('AA') });
  assert.equal(await Promise.race([one.session, turn().then(() => 'none yet')]), 'none yet');
});

test('aRestartRepeatsTheSamePartsAndAChangedOneIsRefused', async () => {
  const [one, two] = [await handshake('initiator'), await handshake('responder')];
  const offer = await one.outgoing({ sdp: sdp('AA') });
  await two.incoming(offer);
  assert.equal((await one.outgoing({ sdp: `${sdp('AA')}a=ice-ufrag:new` })).share, offer.share);
  await two.incoming({ ...offer, sdp: sdp('aa') });
  await assert.rejects(two.incoming({ ...offer, sdp: sdp('CC') }), ProtocolError);
  await assert.rejects(two.incoming({ ...offer, share: 'A'.repeat(43) }), ProtocolError);
});

test('malformedPartsAndOurOwnAreRefused', async () => {
  const one = await handshake('initiator');
  const { share } = await one.outgoing({ sdp: sdp('AA') });
  for (const part of [{ sdp: sdp('BB'), share }, { sdp: 'v=0', share: 'A'.repeat(43) }, { sdp: sdp('BB'), share: 'AA' },
    { sdp: sdp('BB'), share: '+' }, { sdp: sdp('BB'), share: '' }]) {
    await assert.rejects(one.incoming(part), ProtocolError, JSON.stringify(part));
  }
});
