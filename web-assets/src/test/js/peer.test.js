import assert from 'node:assert/strict';
import test from 'node:test';
import { Peer } from '../../main/resources/webroot/js/peer.js';
import { FakeClock } from './fakes/fake-clock.js';
import { FakeNetwork } from './fakes/fake-network.js';
import { rest, until } from './fakes/wait.js';

/** Two peers whose signals reach each other unless `mail` is changed. */
class Couple {
  clock = new FakeClock();
  network = new FakeNetwork();
  sent = { initiator: [], responder: [] };
  told = { initiator: [], responder: [] };
  channels = { initiator: new Map(), responder: new Map() };
  deliver = (to, signal) => to.receive(signal);

  constructor() {
    this.initiator = this.#peer('initiator', () => this.responder);
    this.responder = this.#peer('responder', () => this.initiator);
  }

  #peer(role, other) {
    const note = (word) => (detail) => this.told[role].push(typeof detail === 'string' ? `${word} ${detail}` : word);
    return new Peer({
      role,
      iceServers: [{ urls: 'stun:x' }],
      relayOnly: false,
      deps: { RTCPeerConnection: this.network.RTCPeerConnection, clock: this.clock },
      listener: {
        signal: (signal) => {
          this.sent[role].push(signal);
          setImmediate(() => this.deliver(other(), signal));
        },
        channel: (label, channel) => {
          this.channels[role].set(label, channel);
        },
        up: note('up'),
        down: note('down'),
        path: note('path'),
        hopeless: note('hopeless'),
        broken: note('broken'),
      },
    });
  }

  start() {
    this.responder.start();
    this.initiator.start();
  }

  async connected() {
    this.start();
    await until(() => this.told.initiator.includes('path direct') && this.told.responder.includes('path direct'));
  }

  offers() {
    return this.sent.initiator.filter(({ type }) => type === 'offer');
  }
}

test('theInitiatorMakesBothChannelsAndOneOfferAndTheyConnect', async () => {
  const couple = new Couple();
  await couple.connected();
  for (const channels of Object.values(couple.channels)) {
    assert.deepEqual([...channels.keys()], ['nullroom', 'nullroom-files']);
    for (const channel of channels.values()) {
      assert.equal(channel.ordered, true);
      assert.equal(channel.binaryType, 'arraybuffer');
    }
  }
  assert.equal(couple.offers().length, 1);
  assert.deepEqual(couple.told.initiator, ['up', 'path direct']);
  assert.equal(couple.network.connections[0].configuration.iceServers[0].urls, 'stun:x');
});

test('candidatesThatComeBeforeTheirDescriptionWaitForIt', async () => {
  const couple = new Couple();
  const descriptions = [];
  couple.deliver = (to, signal) => {
    if (signal.type === 'candidate') to.receive(signal);
    else descriptions.push([to, signal]);
  };
  couple.start();
  await until(() => couple.sent.initiator.some(({ type }) => type === 'candidate'));
  couple.deliver = (to, signal) => to.receive(signal);
  descriptions.forEach(([to, signal]) => to.receive(signal));
  await until(() => couple.told.responder.includes('up') && couple.told.initiator.includes('up'));
});

/** What a responder's connection takes of these candidates, once the offer of that round has come. */
async function taken(round, candidates) {
  const couple = new Couple();
  const [, connection] = couple.network.connections;
  const seen = [];
  connection.addIceCandidate = async ({ candidate }) => void seen.push(candidate);
  const sdp = `v=0\r\na=ice-ufrag:1-1\r\na=fingerprint:sha-256 00:01\r\n`;
  for (const signal of candidates) couple.responder.receive(signal);
  couple.responder.receive({ type: 'offer', round, sdp });
  await until(() => couple.sent.responder.some(({ type }) => type === 'answer'));
  assert.deepEqual(couple.told.responder, []);
  return seen;
}

const candidate = (round, text) => (
  { type: 'candidate', round, candidate: { candidate: text, sdpMid: null, sdpMLineIndex: null } }
);

test('ofEarlyCandidatesSixtyFourWaitAndOthersArePassedOver', async () => {
  const all = Array.from({ length: 70 }, (_, n) => candidate(1, `${n}`));
  assert.deepEqual(await taken(1, all), Array.from({ length: 64 }, (_, n) => `${n}`));
});

test('earlyCandidatesOfARoundWhoseOfferWasLostMakeRoomForThoseOfTheNext', async () => {
  const lost = Array.from({ length: 64 }, (_, n) => candidate(1, `lost ${n}`));
  assert.deepEqual(await taken(2, [...lost, candidate(2, 'a'), candidate(1, 'late'), candidate(2, 'b')]), ['a', 'b']);
});

test('theEndOfCandidatesIsNotSentAndPassedOverWhereItComes', async () => {
  assert.deepEqual(await taken(1, [candidate(1, ''), candidate(1, 'a')]), ['a']);
  const couple = new Couple();
  await couple.connected();
  const sent = [...couple.sent.initiator, ...couple.sent.responder].filter(({ type }) => type === 'candidate');
  assert.ok(sent.length >= 2 && sent.every((signal) => signal.candidate.candidate !== ''));
});

test('anAskThatCrossesAnOfferIsAnsweredByItAndOneThatComesAfterALostOneByANewRound', async () => {
  const couple = new Couple();
  await couple.connected();
  couple.initiator.receive({ type: 'ask' });
  await until(() => couple.offers().length === 2);
  await rest();
  couple.deliver = () => {};
  couple.initiator.receive({ type: 'ask' });
  await until(() => couple.offers().length === 3);
  couple.initiator.receive({ type: 'ask' });
  await couple.clock.advance(1_900);
  assert.equal(couple.offers().length, 3);
  await couple.clock.advance(200);
  await until(() => couple.offers().length === 4);
});

test('anOfferWhoseRoundDoesNotRiseIsPassedOver', async () => {
  const couple = new Couple();
  await couple.connected();
  couple.network.cut('failed');
  couple.network.mend();
  await couple.clock.advance(10);
  await until(() => couple.offers().length === 2 && couple.told.responder.filter((each) => each === 'up').length === 2);
  const answers = () => couple.sent.responder.filter(({ type }) => type === 'answer').map(({ round }) => round);
  for (const offer of couple.offers()) couple.responder.receive(offer);
  await rest();
  assert.deepEqual(answers(), [1, 2]);
  assert.ok(!couple.told.responder.includes('broken'));
});

test('aDisconnectionThatHealsItselfNeedsNoRestart', async () => {
  const couple = new Couple();
  await couple.connected();
  couple.network.cut();
  await couple.clock.advance(2_000);
  couple.network.recover();
  await couple.clock.advance(20_000);
  assert.deepEqual(couple.told.initiator.filter((each) => !each.startsWith('path')), ['up', 'down', 'up']);
  assert.equal(couple.offers().length, 1);
});

test('aDisconnectionThatStaysIsMendedByARestartOfIce', async () => {
  const couple = new Couple();
  await couple.connected();
  couple.network.cut();
  couple.network.mend();
  await couple.clock.advance(3_100);
  await until(() => couple.told.responder.filter((each) => each === 'up').length === 2);
  assert.equal(couple.offers().length, 2);
  assert.equal(couple.network.connections[0].channels.size, 2, 'the channels are the first ones');
});

test('aFailureIsMendedAtOnce', async () => {
  const couple = new Couple();
  await couple.connected();
  couple.network.cut('failed');
  couple.network.mend();
  await couple.clock.advance(10);
  await until(() => couple.told.initiator.filter((each) => each === 'up').length === 2);
});

test('theResponderAsksForARestartThatTheInitiatorDoesNotSeeTheNeedOf', async () => {
  const couple = new Couple();
  await couple.connected();
  await couple.clock.advance(5_000);
  couple.network.connections[1].enter('disconnected');
  await couple.clock.advance(3_100);
  await until(() => couple.offers().length === 2 && couple.told.responder.at(-1) === 'up');
});

test('hopeIsGivenUpOnlyAfterThirtySecondsAndSeveralRestarts', async () => {
  const couple = new Couple();
  await couple.connected();
  couple.network.cut();
  await couple.clock.advance(29_900);
  assert.ok(!couple.told.initiator.includes('hopeless'));
  assert.ok(couple.offers().length >= 4, `${couple.offers().length} offers`);
  await couple.clock.advance(200);
  assert.ok(couple.told.initiator.includes('hopeless') && couple.told.responder.includes('hopeless'));
});

test('aLostOfferOrAnswerIsMadeGoodByTheNextRound', async () => {
  for (const lost of ['offer', 'answer']) {
    const couple = new Couple();
    let losing = true;
    couple.deliver = (to, signal) => {
      if (signal.type !== lost || !losing) to.receive(signal);
      else losing = false;
    };
    couple.start();
    await rest();
    await couple.clock.advance(8_500);
    await until(() => couple.told.initiator.includes('up') && couple.told.responder.includes('up'), lost);
  }
});

test('anAnswerToAnEarlierOfferIsPassedOver', async () => {
  const couple = new Couple();
  await couple.connected();
  const [answer] = couple.sent.responder.filter(({ type }) => type === 'answer');
  couple.initiator.receive(answer);
  couple.initiator.receive({ ...answer, round: 7 });
  couple.responder.receive(couple.offers()[0]);
  await rest();
  assert.ok(!Object.values(couple.told).flat().includes('broken'));
  assert.equal(couple.sent.responder.filter(({ type }) => type === 'answer').length, 1);
});

test('aDescriptionThatIsNoneBreaksTheTalk', async () => {
  const couple = new Couple();
  couple.responder.receive({ type: 'offer', round: 1, sdp: 'nonsense', share: '' });
  await until(() => couple.told.responder.includes('broken'));
});

test('channelsThatWereNotAgreedOnBreakTheTalk', async () => {
  for (const [label, change] of [['other', {}], ['nullroom', {}], ['nullroom', { ordered: false }],
    ['nullroom-files', { maxRetransmits: 0 }]]) {
    const couple = new Couple();
    if (change.ordered === undefined && label === 'nullroom') await couple.connected();
    couple.network.connections[1].ondatachannel({
      channel: { label, ordered: true, maxRetransmits: null, maxPacketLifeTime: null, ...change },
    });
    assert.ok(couple.told.responder.includes('broken'), label);
  }
});

test('theSizeOfMessagesIsThatOfTheConnectionOrTheStandardOne', async () => {
  const couple = new Couple();
  assert.equal(couple.initiator.maxMessageSize, 262_144);
  couple.network.maxMessageSize = 0;
  assert.equal(couple.initiator.maxMessageSize, 65_536);
});

test('aClosedPeerHasNoTimerAndSaysNothing', async () => {
  const couple = new Couple();
  await couple.connected();
  couple.initiator.close();
  couple.responder.close();
  assert.equal(couple.clock.pending, 0);
  const before = couple.told.initiator.length;
  couple.initiator.receive({ type: 'ask' });
  await rest();
  assert.equal(couple.told.initiator.length, before);
});
