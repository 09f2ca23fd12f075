/**
 * A talk with the other one: signals, connection and session joined, from the first offer to the last word.
 */

import { Peer } from './peer.js';
import { offersRelay } from './relay-only.js';
import { Session } from './session.js';
import { Signaling } from './signaling.js';

/** @typedef {import('./path.js').Path} Path */
/** @typedef {import('./keys.js').Role} Role */

/**
 * @typedef {object} TalkEvents
 * @property {(envelope: object) => void} send a sealed signal, to the other side through the server
 * @property {(words: string[]) => void} safetyCode once, before the first status
 * @property {(status: 'secure' | 'lost', path: Path) => void} status on each change of either
 * @property {(reason: import('./listener.js').EndReason) => void} over it has ended; nothing was sent if the key is
 *   wrong
 */

/**
 * @typedef {object} Means what a talk begins with
 * @property {import('./keys.js').LinkKeys} keys
 * @property {import('./handshake.js').KeySources} sources
 * @property {RTCIceServer[]} iceServers
 * @property {import('./file-lanes.js').FileLanes} lanes
 * @property {boolean} relayOnly whether to go by a relay or not at all
 */

/** One talk; a room has one. */
export class Talk {
  #events;
  #means;
  #signaling;
  #peer;
  #session;
  #confirmed = false;
  #down = false;
  /** @type {Path} */
  #ownPath = 'unknown';
  #relayedThere = false;

  /**
   * @param {object} parts
   * @param {Role} parts.role ours
   * @param {string} parts.roomId
   * @param {Means} parts.means
   * @param {Pick<import('./files.js').FileWays, 'listener' | 'gate' | 'sizeLimit'>} parts.ways
   * @param {TalkEvents & { deps: import('./deps.js').Deps }} parts.around
   */
  constructor({ role, roomId, means, ways, around: { deps, ...events } }) {
    this.#events = events;
    this.#means = means;
    const broken = () => events.over('broken');
    this.#signaling = new Signaling({
      role,
      roomId,
      means,
      crypto: deps.crypto,
      listener: {
        send: events.send,
        deliver: (signal) => this.#peer.receive(signal),
        refused: (first) => this.#refused(first),
        broken,
      },
    });
    this.#session = new Session({
      agreement: this.#signaling.agreement,
      events: this.#sessionEvents(broken),
      ways: { ...ways, lanes: means.lanes, maxMessageSize: () => this.#peer.maxMessageSize },
      deps,
    });
    const { iceServers, relayOnly } = means;
    this.#peer = new Peer({ role, iceServers, relayOnly, listener: this.#peerEvents(broken), deps });
  }

  /** Begins: the other one is there. */
  start() {
    if (this.#means.relayOnly && !this.#relayed) this.#events.over('relay_unreachable');
    else this.#peer.start();
  }

  /** Takes a sealed signal. @param {unknown} envelope */
  receive(envelope) {
    this.#signaling.receive(envelope);
  }

  /** @returns {Promise<void>} settles when every signal so far has been dealt with */
  heard() {
    return this.#signaling.settled();
  }

  /** Signals can pass again after a time in which they could not. */
  signalsPassAgain() {
    this.#peer.signalsPassAgain(this.#confirmed);
  }

  /** Whether the other side has proved its key. */
  get confirmed() {
    return this.#confirmed;
  }

  get #relayed() {
    return offersRelay(this.#means.iceServers);
  }

  /** What is written. */
  get texts() {
    return this.#session.texts;
  }

  /** What is sent. */
  get files() {
    return this.#session.files;
  }

  /** Ends it, tells the other side where that is possible, and keeps nothing. */
  close() {
    this.#signaling.close();
    this.#session.close().finally(() => this.#peer.close());
  }

  /** @param {() => void} broken @returns {import('./peer.js').PeerListener} */
  #peerEvents(broken) {
    return {
      signal: (signal) => this.#signaling.send(signal),
      channel: (label, channel) => this.#session.adopt(label, channel),
      up: () => this.#risen(),
      down: () => this.#fallen(),
      path: (path) => this.#pathFound(path),
      hopeless: () => this.#events.over(this.#relayed ? 'no_connection' : 'relay_missing'),
      unrelayed: () => this.#events.over('relay_unreachable'),
      broken,
    };
  }

  /** @param {() => void} broken @returns {import('./session.js').SessionListener} */
  #sessionEvents(broken) {
    return {
      confirmed: (words) => this.#proved(words),
      wrongKey: () => this.#events.over('wrong_key'),
      silent: () => this.#events.over('no_connection'),
      left: () => this.#events.over('peer_left'),
      path: (relayed) => this.#pathHeard(relayed),
      broken,
    };
  }

  /** @param {boolean} first */
  async #refused(first) {
    // A talk that stands is not the server's to end with a forged signal.
    if (this.#confirmed) return;
    // If the keys differ, the other one is to see it too, and not just that we left.
    if (first) await this.#signaling.send({ type: 'refusal' });
    this.#events.over(first ? 'wrong_key' : 'server');
  }

  /** @param {string[]} words */
  #proved(words) {
    this.#confirmed = true;
    this.#events.safetyCode(words);
    this.#tellPath();
    this.#tellStatus();
  }

  #risen() {
    this.#down = false;
    this.#session.release();
    this.#tellStatus();
  }

  #fallen() {
    this.#down = true;
    this.#session.hold();
    this.#tellStatus();
  }

  /** @param {Path} path */
  #pathFound(path) {
    this.#ownPath = path;
    this.#tellPath();
    this.#tellStatus();
  }

  /** @param {boolean} relayed */
  #pathHeard(relayed) {
    this.#relayedThere = relayed;
    this.#tellStatus();
  }

  #tellPath() {
    if (this.#confirmed && this.#ownPath !== 'unknown') this.#session.tellPath(this.#ownPath === 'relayed');
  }

  #tellStatus() {
    const path = this.#relayedThere ? 'relayed' : this.#ownPath;
    if (this.#confirmed) this.#events.status(this.#down ? 'lost' : 'secure', path);
  }
}
