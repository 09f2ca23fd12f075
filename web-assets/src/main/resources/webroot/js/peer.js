/**
 * The connection between two browsers. The initiator makes the offers and the two channels; the responder answers, and
 * asks for an offer where it wants one. All steps of a negotiation run one after another, so that no signal meets the
 * connection in the middle of a step.
 */

import { ConnectionWatch } from './connection-watch.js';
import { ProtocolError } from './protocol-error.js';
import { selectedPath } from './path.js';
import { relayedCandidate, relayedDescription } from './relay-only.js';
import { Sequence } from './sequence.js';
import { Timer } from './timers.js';

/** @typedef {import('./signals.js').CandidateSignal} CandidateSignal */
/** @typedef {import('./signals.js').Ask} Ask */
/** @typedef {import('./path.js').Path} Path */
/** @typedef {'nullroom' | 'nullroom-files'} Label */
/** @typedef {{ type: 'offer' | 'answer', round: number, sdp: string }} Description */
/** A signal without the handshake's part. @typedef {Description | CandidateSignal | Ask} PeerSignal */

/** @type {readonly Label[]} */
const LABELS = ['nullroom', 'nullroom-files'];
/** An ask that crosses our offer on its way is answered by it; an offer without an answer for so long was lost. */
const ANSWER_WITHIN = 2_000;
/** More than any browser has for one round. */
const MAX_EARLY_CANDIDATES = 64;
const BETWEEN_PATH_LOOKS = 3_000;
/** A relay answers within a second or two; who hides behind one and has none by then will not get one. */
const RELAY_WITHIN = 12_000;

/**
 * @typedef {object} PeerListener
 * @property {(signal: PeerSignal) => void} signal to be sealed and sent, in this order
 * @property {(label: Label, channel: RTCDataChannel) => void} channel both channels come once; its handlers must be set
 *   before this returns, since messages may already be waiting
 * @property {() => void} up packets flow, at first or again
 * @property {() => void} down they do no more; a way is being looked for
 * @property {(path: Path) => void} path the way they take, on each change
 * @property {() => void} hopeless no way was found for 30 s
 * @property {() => void} unrelayed no relay could be reached, and there is to be no other way
 * @property {(cause: unknown) => void} broken the other side broke the protocol
 */

/** One side of the connection. */
export class Peer {
  #role;
  #listener;
  #connection;
  #watch;
  #steps;
  #pathTimer;
  #answerTimer;
  #relayOnly;
  #relayTimer;
  #relayFound = false;
  /** @type {Path} */
  #path = 'unknown';
  #round = 0;
  /** The round of the other side's description in force. */
  #remoteRound = 0;
  /** @type {CandidateSignal[]} */
  #early = [];
  /** @type {Set<string>} */
  #labels = new Set();

  /**
   * @param {object} parts
   * @param {import('./keys.js').Role} parts.role
   * @param {RTCIceServer[]} parts.iceServers
   * @param {boolean} parts.relayOnly whether our own address is to be hidden
   * @param {PeerListener} parts.listener
   * @param {Pick<import('./deps.js').Deps, 'RTCPeerConnection' | 'clock'>} parts.deps
   */
  constructor({ role, iceServers, relayOnly, listener, deps }) {
    this.#role = role;
    this.#listener = listener;
    this.#steps = new Sequence((cause) => listener.broken(cause));
    this.#relayOnly = relayOnly;
    this.#connection = new deps.RTCPeerConnection({
      iceServers, bundlePolicy: 'max-bundle', iceTransportPolicy: relayOnly ? 'relay' : 'all',
    });
    this.#connection.onicecandidate = (event) => this.#found(event.candidate);
    this.#connection.ondatachannel = (event) => this.#offered(event.channel);
    this.#pathTimer = new Timer(deps.clock, () => this.#lookAtPath());
    this.#answerTimer = new Timer(deps.clock, () => this.#repair());
    this.#relayTimer = new Timer(deps.clock, () => listener.unrelayed());
    this.#watch = new ConnectionWatch(this.#connection, deps.clock, {
      up: () => this.#up(),
      down: () => listener.down(),
      repair: () => this.#repair(),
      hopeless: () => listener.hopeless(),
    });
  }

  /** Begins: the other side is there. */
  start() {
    this.#watch.begin();
    if (this.#role === 'initiator') LABELS.forEach((label) => this.#open(label));
    this.#repair();
  }

  /**
   * Takes in a signal of the other side.
   * @param {PeerSignal} signal
   */
  receive(signal) {
    this.#steps.add(() => {
      if (signal.type === 'offer') return this.#answer(signal);
      if (signal.type === 'answer') return this.#accept(signal);
      if (signal.type === 'candidate') return this.#admit(signal);
      return this.#asked();
    });
  }

  /**
   * Signals can pass again after a time in which they could not.
   * @param {boolean} settled whether the two have agreed; if not, what was lost has to come again by a new round
   */
  signalsPassAgain(settled) {
    this.#watch.hurry(settled);
  }

  /** The size in bytes of the longest message that the connection carries. */
  get maxMessageSize() {
    const size = this.#connection.sctp?.maxMessageSize ?? 0;
    return size > 0 ? size : 65_536; // RFC 8841 section 6: the value where none was said
  }

  /** Closes the connection and with it both channels. */
  close() {
    this.#steps.stop();
    this.#watch.stop();
    this.#pathTimer.stop();
    this.#answerTimer.stop();
    this.#relayTimer.stop();
    this.#connection.onicecandidate = null;
    this.#connection.ondatachannel = null;
    this.#early = [];
    this.#connection.close();
  }

  /** @param {Label} label */
  #open(label) {
    this.#hand(label, this.#connection.createDataChannel(label, { ordered: true }));
  }

  /** @param {RTCDataChannel} channel that the other side made */
  #offered(channel) {
    const label = LABELS.find((known) => known === channel.label);
    const whole = channel.ordered && channel.maxRetransmits === null && channel.maxPacketLifeTime === null;
    if (this.#role === 'responder' && label !== undefined && whole) this.#hand(label, channel);
    else this.#listener.broken(new ProtocolError('a channel that was not agreed on'));
  }

  /** @param {Label} label @param {RTCDataChannel} channel */
  #hand(label, channel) {
    if (this.#labels.has(label)) return this.#listener.broken(new ProtocolError('a channel for the second time'));
    this.#labels.add(label);
    channel.binaryType = 'arraybuffer';
    this.#listener.channel(label, channel);
  }

  /** @param {RTCIceCandidate | null} found */
  #found(found) {
    if (found === null || found.candidate === '') return; // the end of the candidates; each counted when it came
    const { sdpMid, sdpMLineIndex } = found;
    const candidate = this.#relayOnly ? relayedCandidate(found.candidate) : found.candidate;
    if (candidate === undefined) return;
    this.#relayFound = true;
    this.#relayTimer.stop();
    this.#listener.signal({ type: 'candidate', round: this.#round, candidate: { candidate, sdpMid, sdpMLineIndex } });
  }

  #repair() {
    if (this.#role === 'initiator') this.#steps.add(() => this.#offer());
    else this.#listener.signal({ type: 'ask' });
  }

  #asked() {
    if (this.#connection.signalingState !== 'have-local-offer') return this.#offer();
    return this.#answerTimer.startOnce(ANSWER_WITHIN);
  }

  async #offer() {
    this.#answerTimer.stop();
    const round = ++this.#round;
    await this.#describe(await this.#connection.createOffer({ iceRestart: round > 1 }));
    this.#listener.signal({ type: 'offer', round, sdp: this.#localSdp() });
  }

  /** The first description has the browser look for a relay. @param {RTCSessionDescriptionInit} description */
  #describe(description) {
    if (this.#relayOnly && !this.#relayFound) this.#relayTimer.startOnce(RELAY_WITHIN);
    return this.#connection.setLocalDescription(description);
  }

  /** @param {Description} offer */
  async #answer({ round, sdp }) {
    if (round <= this.#round) return;
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    this.#round = round;
    await this.#admitEarly(round);
    await this.#describe(await this.#connection.createAnswer());
    this.#listener.signal({ type: 'answer', round, sdp: this.#localSdp() });
  }

  /** @param {Description} answer */
  async #accept({ round, sdp }) {
    // An answer to an offer that a later one replaced has no use; the later one gets its own.
    if (round !== this.#round || this.#connection.signalingState !== 'have-local-offer') return;
    this.#answerTimer.stop();
    await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    await this.#admitEarly(round);
  }

  /** @param {number} round whose remote description has come into force */
  async #admitEarly(round) {
    this.#remoteRound = round;
    for (const signal of this.#early.splice(0)) await this.#admit(signal);
  }

  /** @param {CandidateSignal} signal */
  async #admit(signal) {
    if (signal.round > this.#remoteRound) this.#keepEarly(signal);
    else if (signal.round === this.#remoteRound && signal.candidate.candidate !== '') {
      // One candidate that the browser cannot use takes nothing from the others.
      await this.#connection.addIceCandidate(signal.candidate).catch(() => {});
    }
  }

  /** @param {CandidateSignal} signal whose description may still come; that of an earlier round can no more */
  #keepEarly(signal) {
    this.#early = this.#early.filter(({ round }) => round >= signal.round);
    if (this.#early.length < MAX_EARLY_CANDIDATES) this.#early.push(signal);
  }

  #localSdp() {
    const sdp = this.#connection.localDescription?.sdp ?? '';
    return this.#relayOnly ? relayedDescription(sdp) : sdp;
  }

  #up() {
    this.#listener.up();
    this.#lookAtPath();
  }

  /** The pair in use can change without a word: ICE moves on to a better one. */
  async #lookAtPath() {
    this.#pathTimer.start(BETWEEN_PATH_LOOKS);
    const path = await selectedPath(this.#connection);
    if (!this.#pathTimer.pending || path === 'unknown' || path === this.#path) return;
    this.#path = path;
    this.#listener.path(path);
  }
}
