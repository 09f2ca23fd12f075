/**
 * The session of two people whose browsers are connected: proves first that both have the same keys, then carries
 * texts and files.
 */

import { fromBase64Url } from './bytes.js';
import { Files } from './files.js';
import { KeyMismatch, SealedChannel } from './sealed-channel.js';
import { Texts } from './texts.js';
import { Timer } from './timers.js';

/** @typedef {import('./messages.js').Message} Message */

/** How long the other side may take to prove its keys once the channels are open. */
const CONFIRM_WITHIN = 10_000;
/** How long a farewell may take to leave before the connection is closed all the same. */
const FAREWELL_WITHIN = 500;

/**
 * @typedef {object} SessionListener
 * @property {(safetyCode: string[]) => void} confirmed the other side has the same keys
 * @property {() => void} wrongKey it has others
 * @property {() => void} silent it did not say
 * @property {() => void} left it said bye, or closed the connection
 * @property {(relayed: boolean) => void} path what it knows of the way that packets take
 * @property {(cause: unknown) => void} broken it broke the protocol
 */

/** One session, over the two channels of one connection. */
export class Session {
  #clock;
  #agreement;
  #events;
  #texts;
  #files;
  #patience;
  /** We have proved our keys. */
  #greeted = false;
  /** The other side has. */
  #confirmed = false;
  /** Both have: a talk can begin. */
  #settled = false;
  #flowing = true;
  /** @type {Set<import('./peer.js').Label>} */
  #open = new Set();
  /** @type {RTCDataChannel | undefined} */
  #textChannel;
  /** @type {SealedChannel | undefined} */
  #messages;

  /**
   * @param {object} parts
   * @param {Promise<import('./agreement.js').Agreement>} parts.agreement
   * @param {SessionListener} parts.events
   * @param {Omit<import('./files.js').FileWays, 'crypto' | 'post' | 'keyOut' | 'keyIn'>} parts.ways
   * @param {Pick<import('./deps.js').Deps, 'crypto' | 'clock'>} parts.deps
   */
  constructor({ agreement, events, ways, deps: { crypto, clock } }) {
    this.#clock = clock;
    this.#agreement = agreement;
    this.#events = events;
    this.#patience = new Timer(clock, () => events.silent());
    const post = (/** @type {Message} */ message) => this.#messages?.send(message);
    this.#texts = new Texts({ crypto, post, listener: ways.listener });
    const keyOut = async (/** @type {string} */ id) => (await agreement).filesOut.step(fromBase64Url(id));
    const keyIn = async (/** @type {string} */ id) => (await agreement).filesIn.step(fromBase64Url(id));
    this.#files = new Files({ ...ways, crypto, post, keyOut, keyIn });
  }

  /**
   * Takes one of the two channels, and sets its handlers at once.
   * @param {import('./peer.js').Label} label
   * @param {RTCDataChannel} channel
   */
  adopt(label, channel) {
    const opened = () => this.#opened(label);
    const closed = () => this.#closed();
    if (label === 'nullroom-files') {
      this.#files.attach(channel, { opened, closed, failed: (cause) => this.#failed(cause) });
      return;
    }
    channel.onopen = opened;
    channel.onclose = closed;
    this.#textChannel = channel;
    this.#messages = this.#sealed(channel);
    if (channel.readyState === 'open') opened();
  }

  /** The texts of this session. */
  get texts() {
    return this.#texts;
  }

  /** The files of this session. */
  get files() {
    return this.#files;
  }

  /** Tells the other side what we know of the way that packets take. @param {boolean} relayed */
  tellPath(relayed) {
    this.#messages?.send({ type: 'path', relayed });
  }

  /** Packets do not flow. */
  hold() {
    this.#flowing = false;
    this.#messages?.hold();
    this.#files.hold();
  }

  /** Packets flow (again). */
  release() {
    this.#flowing = true;
    // Nothing of the person's leaves before the other side has confirmed, and nothing at all before we have (A9).
    if (!this.#settled) return;
    this.#messages?.release();
    this.#files.release();
  }

  /**
   * Ends the session and says so to the other side where it can hear it.
   * @returns {Promise<void>} when the connection may be closed
   */
  async close() {
    this.#patience.stop();
    if (this.#textChannel) {
      this.#textChannel.onopen = null;
      this.#textChannel.onclose = null;
    }
    this.#files.close();
    this.#texts.close();
    if (!this.#settled) return this.#messages?.close();
    const said = this.#messages?.closeWith({ type: 'bye' });
    const late = new Promise((resolve) => {
      this.#clock.setTimeout(() => resolve(undefined), FAREWELL_WITHIN);
    });
    await Promise.race([said, late]);
    this.#messages?.close();
  }

  /** @param {import('./peer.js').Label} label */
  #opened(label) {
    this.#open.add(label);
    // Browsers hand over a channel that is open already, and still say afterwards that it opened.
    if (this.#greeted || this.#open.size < 2) return;
    this.#greeted = true;
    this.#messages?.confirm();
    if (this.#confirmed) this.#settle();
    else this.#patience.start(CONFIRM_WITHIN);
  }

  #closed() {
    const left = () => this.#events.left();
    // The last words may have come, and still be on their way through the opening.
    if (this.#messages) this.#messages.afterwards(left);
    else left();
  }

  /** @param {RTCDataChannel} channel */
  #sealed(channel) {
    const listener = {
      confirmed: () => this.#proved(),
      take: (/** @type {Message} */ message) => this.#take(message),
      failed: (/** @type {unknown} */ cause) => this.#failed(cause),
    };
    return new SealedChannel({ channel, agreement: this.#agreement, listener });
  }

  /** The other side's word may come before we have seen that both channels are open. */
  #proved() {
    this.#confirmed = true;
    this.#patience.stop();
    if (this.#greeted) this.#settle();
  }

  async #settle() {
    this.#settled = true;
    const { safetyCode } = await this.#agreement;
    this.#events.confirmed(safetyCode);
    if (this.#flowing) this.release();
  }

  /** @param {unknown} cause */
  #failed(cause) {
    if (cause instanceof KeyMismatch) this.#events.wrongKey();
    else this.#events.broken(cause);
  }

  /** @param {Message} message */
  #take(message) {
    if (message.type === 'bye') return this.#events.left();
    if (message.type === 'path') return this.#events.path(message.relayed);
    if (message.type === 'chat' || message.type === 'receipt') return this.#texts.take(message);
    return this.#files.take(message);
  }
}
