/**
 * The channel `nullroom`: first the confirmation each way, then messages, sealed and in order.
 */

import { fromUtf8, toUtf8 } from './bytes.js';
import { parseMessage } from './messages.js';
import { ProtocolError } from './protocol-error.js';
import { Sequence } from './sequence.js';
import { MAX_WIRE_BYTES, wireBytes } from './wire.js';

/** @typedef {import('./messages.js').Message} Message */

/** The first message of the other side does not prove that it has our keys. */
export class KeyMismatch extends Error {
  name = 'KeyMismatch';
}

/**
 * Sends and receives messages over one data channel. Held back until the other side has confirmed, and again while the
 * connection is down: packets lost in that time would be tried again only after a pause that doubles each time.
 */
export class SealedChannel {
  #channel;
  #agreement;
  #listener;
  #confirmed = false;
  #incoming;
  #outgoing;
  /** @type {Message[] | undefined} */
  #held = [];

  /**
   * @param {object} parts
   * @param {RTCDataChannel} parts.channel
   * @param {Promise<import('./agreement.js').Agreement>} parts.agreement waited for; what arrives earlier stays in line
   * @param {object} parts.listener
   * @param {() => void} parts.listener.confirmed the other side has the same keys
   * @param {(message: Message) => void} parts.listener.take
   * @param {(cause: unknown) => void} parts.listener.failed the other side has other keys, a frame did not open, or
   *   what was in it is not of the protocol; nothing more is taken
   */
  constructor({ channel, agreement, listener }) {
    this.#channel = channel;
    this.#agreement = agreement;
    this.#listener = listener;
    this.#incoming = new Sequence(listener.failed);
    this.#outgoing = new Sequence(listener.failed);
    channel.onmessage = ({ data }) => this.#incoming.add(() => this.#arrived(data));
  }

  /**
   * Does something once all that has arrived so far has been taken; never, where nothing is taken any more.
   * @param {() => void} task
   */
  afterwards(task) {
    this.#incoming.add(task);
  }

  /** Proves our keys, as the first message of all. */
  confirm() {
    this.#outgoing.add(async () => {
      const { confirmation } = await this.#agreement;
      this.#put(await confirmation.proof());
    });
  }

  /** @param {Message} message */
  send(message) {
    if (this.#held) this.#held.push(message);
    else this.#outgoing.add(() => this.#seal(message));
  }

  /** Keeps what is sent from now on, until released. */
  hold() {
    this.#held ??= [];
  }

  /** Sends what was kept. */
  release() {
    const held = this.#held ?? [];
    this.#held = undefined;
    held.forEach((message) => this.send(message));
  }

  /**
   * Takes nothing more and sends one last message, where it can be sent at once.
   * @param {Message} message
   * @returns {Promise<void>} when all that was sent has left and the channel is closed
   */
  async closeWith(message) {
    this.#deafen();
    if (this.#held || this.#channel.readyState !== 'open') return this.#outgoing.stop();
    await this.#outgoing.add(() => this.#seal(message));
    await new Promise((resolve) => {
      this.#channel.onclose = resolve;
      this.#channel.close();
    });
  }

  /** Takes and sends nothing more. */
  close() {
    this.#deafen();
    // A channel whose end nobody confirms is kept by the browser as long as somebody waits for it, with all behind it.
    this.#channel.onclose = null;
    this.#outgoing.stop();
  }

  #deafen() {
    this.#channel.onmessage = null;
    this.#incoming.stop();
    if (this.#held) this.#held = [];
  }

  /** @param {Message} message */
  async #seal(message) {
    const { writer } = await this.#agreement;
    this.#put(await writer.seal(toUtf8(JSON.stringify(message))));
  }

  /** @param {import('./bytes.js').Bytes} bytes */
  #put(bytes) {
    if (bytes.length > MAX_WIRE_BYTES) throw new RangeError('a message too long for the wire');
    if (this.#channel.readyState === 'open') this.#channel.send(bytes);
  }

  /** @param {unknown} data */
  async #arrived(data) {
    const { confirmation, reader } = await this.#agreement;
    if (!this.#confirmed) return this.#check(confirmation, data);
    const message = parseMessage(parseJson(await reader.open(wireBytes(data))));
    if (message) this.#listener.take(message);
  }

  /** @param {import('./confirmation.js').Confirmation} confirmation @param {unknown} data */
  async #check(confirmation, data) {
    const holds = data instanceof ArrayBuffer && (await confirmation.holds(new Uint8Array(data)));
    if (!holds) throw new KeyMismatch('a confirmation under other keys');
    this.#confirmed = true;
    this.#listener.confirmed();
  }
}

/** @param {import('./bytes.js').Bytes} plaintext @returns {unknown} */
function parseJson(plaintext) {
  try {
    return JSON.parse(fromUtf8(plaintext));
  } catch (cause) {
    throw new ProtocolError('a message that is not JSON', cause);
  }
}
