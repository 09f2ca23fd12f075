import assert from 'node:assert/strict';
import test from 'node:test';
import { offersRelay, relayedCandidate, relayedDescription } from '../../main/resources/webroot/js/relay-only.js';

const HOST = 'candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host generation 0 ufrag x';
const REFLEXIVE = 'candidate:2 1 udp 1686052607 203.0.113.9 5000 typ srflx raddr 192.0.2.7 rport 5000';
const PEER_REFLEXIVE = 'candidate:2 1 udp 1686052607 203.0.113.9 5000 typ prflx raddr 192.0.2.7 rport 5000';
const RELAYED = 'candidate:3 1 udp 41885439 198.51.100.1 49152 typ relay raddr 203.0.113.9 rport 5000 generation 0';

test('onlyACandidateOfARelayLeavesAndWithoutOurAddressInIt', () => {
  for (const own of [HOST, REFLEXIVE, PEER_REFLEXIVE, '', 'typ relay', `${HOST} typ relay`]) {
    assert.equal(relayedCandidate(own), undefined, own);
  }
  assert.equal(relayedCandidate(RELAYED),
    'candidate:3 1 udp 41885439 198.51.100.1 49152 typ relay raddr 0.0.0.0 rport 0 generation 0');
});

test('aDescriptionKeepsAllButOurAddresses', () => {
  const description = ['v=0', 'm=application 5000 UDP/DTLS/SCTP webrtc-datachannel', 'c=IN IP4 203.0.113.9',
    `a=${HOST}`, `a=${REFLEXIVE}`, `a=${RELAYED}`, 'a=ice-ufrag:x', ''].join('\r\n');
  const clean = relayedDescription(description);
  assert.doesNotMatch(clean, /192\.0\.2\.7|203\.0\.113\.9/);
  assert.deepEqual(clean.split('\r\n').filter((line) => !line.startsWith('a=candidate')), [
    'v=0', 'm=application 5000 UDP/DTLS/SCTP webrtc-datachannel', 'c=IN IP4 0.0.0.0', 'a=ice-ufrag:x', '',
  ]);
  assert.match(clean, /a=candidate:3 .* 198\.51\.100\.1 49152 typ relay/);
});

test('aRelayIsWhatSpeaksTurn', () => {
  assert.equal(offersRelay([]), false);
  assert.equal(offersRelay([{ urls: 'stun:a' }, { urls: ['stuns:a'] }]), false);
  assert.equal(offersRelay([{ urls: 'stun:a' }, { urls: ['stun:b', 'turns:c'] }]), true);
  assert.equal(offersRelay([{ urls: 'turn:a' }]), true);
});
