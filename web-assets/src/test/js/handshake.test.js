import assert from 'node:assert/strict';
import test from 'node:test';
import { ProtocolError } from '../../main/resources/webroot/js/protocol-error.js';
import { turn } from './fakes/wait.js';
import { agreed, parties, sdp } from './fakes/parties.js';

const proofOf = async ({ agreement }) => Buffer.from(await (await agreement).confirmation.proof()).toString('hex');

test('bothSidesAgreeAndHoldEachOthersConfirmation', async () => {
  const { initiator, responder } = await agreed();
  const [one, two] = await Promise.all([initiator.agreement, responder.agreement]);
  assert.ok(await two.confirmation.holds(await one.confirmation.proof()));
  assert.ok(await one.confirmation.holds(await two.confirmation.proof()));
  assert.deepEqual(one.safetyCode, two.safetyCode);
  assert.equal(one.safetyCode.length, 4);
});

test('noTwoAgreementsAreAlike', async () => {
  const [one, two] = [await agreed(), await agreed()];
  assert.notEqual(await proofOf(one.initiator), await proofOf(two.initiator));
  const codes = await Promise.all([one, two].map(async ({ initiator }) => (await initiator.agreement).safetyCode));
  assert.notDeepEqual(...codes);
});

test('aSideDoesNotTakeItsOwnConfirmationForTheOthers', async () => {
  const { confirmation } = await (await agreed()).initiator.agreement;
  assert.equal(await confirmation.holds(await confirmation.proof()), false);
});

test('aSwappedFingerprintIsSeenInTheConfirmationAndInTheSafetyCode', async () => {
  const { initiator, responder } = await agreed({ offer: (offer) => ({ ...offer, sdp: sdp('CC') }) });
  const [one, two] = await Promise.all([initiator.agreement, responder.agreement]);
  assert.equal(await two.confirmation.holds(await one.confirmation.proof()), false);
  assert.equal(await one.confirmation.holds(await two.confirmation.proof()), false);
  assert.notDeepEqual(one.safetyCode, two.safetyCode);
});

test('nothingIsRevealedBeforeTheAnswerAndNothingAgreedBeforeTheEnd', async () => {
  const { initiator, responder } = await parties();
  const offer = await initiator.outgoing({ type: 'offer', round: 1, sdp: sdp('AA') });
  assert.deepEqual(Object.keys(offer), ['type', 'round', 'sdp', 'commit']);
  assert.deepEqual(await responder.incoming(offer), []);
  const answer = await responder.outgoing({ type: 'answer', round: 1, sdp: sdp('BB') });
  assert.deepEqual((await initiator.incoming(answer)).map(({ type }) => type), ['reveal']);
  const waiting = [initiator, responder].map(({ agreement }) => Promise.race([agreement, turn().then(() => 'none')]));
  assert.deepEqual(await Promise.all(waiting), ['none', 'none']);
});

test('whatALostSocketTookComesAgainWithTheNextRound', async () => {
  const { initiator, responder } = await parties();
  const round = async (number) => {
    const offer = await initiator.outgoing({ type: 'offer', round: number, sdp: `${sdp('AA')}a=ice-ufrag:${number}` });
    await responder.incoming(offer);
    return responder.outgoing({ type: 'answer', round: number, sdp: `${sdp('BB')}a=ice-ufrag:${number}` });
  };
  await round(1); // the answer is lost
  await initiator.incoming(await round(2)); // the reveal is lost
  const [reveal] = await initiator.incoming(await round(3));
  await responder.incoming(reveal); // the encap is lost
  const [again] = await initiator.incoming(await round(4));
  assert.deepEqual(again, reveal);
  const [encap] = await responder.incoming(again);
  await initiator.incoming(encap);
  assert.deepEqual(await initiator.incoming(await round(5)), []);
  const [one, two] = await Promise.all([initiator.agreement, responder.agreement]);
  assert.ok(await two.confirmation.holds(await one.confirmation.proof()));
});

test('aRepeatThatDiffersFromWhatItRepeatsIsRefused', async () => {
  const { initiator, responder, offer, answer, reveal, encap } = await agreed();
  const other = new Uint8Array(32).fill(7);
  for (const change of [{ sdp: sdp('CC') }, { commit: other }]) {
    await assert.rejects(responder.incoming({ ...offer, round: 2, ...change }), ProtocolError);
  }
  for (const change of [{ sdp: sdp('CC') }, { x: other }, { nonce: other }]) {
    await assert.rejects(initiator.incoming({ ...answer, round: 2, ...change }), ProtocolError);
  }
  await assert.rejects(responder.incoming({ ...reveal, nonce: other }), ProtocolError);
  await assert.rejects(initiator.incoming({ ...encap, ct: encap.ct.with(3, encap.ct[3] ^ 1) }), ProtocolError);
  assert.deepEqual(await initiator.incoming(encap), []);
});
