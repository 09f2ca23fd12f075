/**
 * The session of two people whose browsers are connected: proves first that both have the same keys, then carries
 * texts and files.
 */

import { FrameReader, FrameRefused, FrameWriter } from './frames.js';
import { Files } from './files.js';
import { ProtocolError } from './handshake.js';
import { otherRole } from './keys.js';
import { SealedChannel } from './sealed-channel.js';
import { Texts } from './texts.js';
import { Timer } from './timers.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./messages.js').Message} Message */

/** How long the other side may take to prove its keys once the channels are open. */
const CONFIRM_WITHIN = 10_000;
/** How long a farewell may take to leave before the connection is closed all the same. */
const FAREWELL_WITHIN = 500;

/**
 * @typedef {object} SessionListener
 * @property {() => void} confirmed the other side has the same keys
 * @property {() => void} wrongKey it has others
 * @property {() => void} silent it did not say
 * @property {() => void} left it said bye, or closed the connection
 * @property {(relayed: boolean) => void} path what it knows of the way that packets take
 * @property {(cause: unknown) => void} broken it broke the protocol
 */

/** One session, over the two channels of one connection. */
export class Session {
  #role;
  #crypto;
  #clock;
  #keys;
  #events;
  #texts;
  #files;
  #patience;
  #greeted = false;
  #confirmed = false;
  /** @type {RTCDataChannel[]} */
  #channels = [];
  /** @type {SealedChannel | undefined} */
  #messages;

  /**
   * @param {object} parts
   * @param {import('./keys.js').Role} parts.role ours
   * @param {Promise<import('./keys.js').SessionKeys>} parts.keys
   * @param {SessionListener} parts.events
   * @param {Pick<import('./files.js').FileWays, 'listener' | 'gate' | 'sizeLimit' | 'maxMessageSize'>} parts.ways
   * @param {Pick<import('./deps.js').Deps, 'crypto' | 'clock'>} parts.deps
   */
  constructor({ role, keys, events, ways, deps: { crypto, clock } }) {
    this.#role = role;
    this.#crypto = crypto;
    this.#clock = clock;
    this.#keys = keys;
    this.#events = events;
    this.#patience = new Timer(clock, () => events.silent());
    const post = (/** @type {Message} */ message) => this.#messages?.send(message);
    this.#texts = new Texts({ crypto, post, listener: ways.listener });
    const reader = (/** @type {Bytes} */ id) => this.#fileReader(id);
    const writer = (/** @type {Bytes} */ id) => this.#fileWriter(id);
    this.#files = new Files({ ...ways, crypto, clock, post, reader, writer }, (cause) => this.#failed(cause));
  }

  /**
   * Takes one of the two channels, and sets its handlers at once.
   * @param {import('./peer.js').Label} label
   * @param {RTCDataChannel} channel
   */
  adopt(label, channel) {
    this.#channels.push(channel);
    channel.onopen = () => this.#opened();
    channel.onclose = () => this.#events.left();
    if (label === 'nullroom-files') this.#files.attach(channel);
    else this.#messages = this.#sealed(channel);
    this.#opened();
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
    this.#messages?.hold();
    this.#files.hold();
  }

  /** Packets flow (again). */
  release() {
    if (!this.#open) return;
    this.#messages?.release();
    this.#files.release();
  }

  /**
   * Ends the session and says so to the other side where it can hear it.
   * @returns {Promise<void>} when the connection may be closed
   */
  async close() {
    this.#patience.stop();
    for (const channel of this.#channels) {
      channel.onopen = null;
      channel.onclose = null;
    }
    this.#files.close();
    this.#texts.close();
    if (!this.#confirmed) return this.#messages?.close();
    const said = this.#messages?.closeWith({ type: 'bye' });
    const late = new Promise((resolve) => {
      this.#clock.setTimeout(() => resolve(undefined), FAREWELL_WITHIN);
    });
    await Promise.race([said, late]);
    this.#messages?.close();
  }

  get #open() {
    return this.#channels.length === 2 && this.#channels.every((channel) => channel.readyState === 'open');
  }

  #opened() {
    // Browsers hand over a channel that is open already, and still say afterwards that it opened.
    if (this.#greeted || !this.#open) return;
    this.#greeted = true;
    this.#patience.start(CONFIRM_WITHIN);
    this.#messages?.send({ type: 'confirm' });
    this.release();
  }

  /** @param {RTCDataChannel} channel */
  #sealed(channel) {
    const frames = this.#textFrames();
    const take = (/** @type {Message} */ message) => this.#take(message);
    return new SealedChannel({ channel, frames, take, failed: (cause) => this.#failed(cause) });
  }

  async #textFrames() {
    const keys = await this.#keys;
    const [sealing, opening] = await Promise.all([
      keys.textKey(this.#role, 'encrypt'),
      keys.textKey(otherRole(this.#role), 'decrypt'),
    ]);
    return { writer: new FrameWriter(this.#crypto, sealing), reader: new FrameReader(this.#crypto, opening) };
  }

  /** @param {Bytes} id */
  async #fileWriter(id) {
    return new FrameWriter(this.#crypto, await (await this.#keys).fileKey(this.#role, id, 'encrypt'));
  }

  /** @param {Bytes} id */
  async #fileReader(id) {
    return new FrameReader(this.#crypto, await (await this.#keys).fileKey(otherRole(this.#role), id, 'decrypt'));
  }

  /** @param {unknown} cause */
  #failed(cause) {
    if (cause instanceof FrameRefused && !this.#confirmed) this.#events.wrongKey();
    else this.#events.broken(cause);
  }

  /** @param {Message} message */
  #take(message) {
    if (!this.#confirmed || message.type === 'confirm') return this.#confirm(message);
    if (message.type === 'bye') return this.#events.left();
    if (message.type === 'path') return this.#events.path(message.relayed);
    if (message.type === 'chat' || message.type === 'receipt') return this.#texts.take(message);
    return this.#files.take(message);
  }

  /** @param {Message} message */
  #confirm(message) {
    if (this.#confirmed || message.type !== 'confirm') throw new ProtocolError('a confirmation out of turn');
    this.#confirmed = true;
    this.#patience.stop();
    this.#events.confirmed();
  }
}
