/**
 * The channel `nullroom` with the sealing around it: messages in, messages out, each way in order.
 */

import { fromUtf8, toUtf8 } from './bytes.js';
import { ProtocolError } from './handshake.js';
import { parseMessage } from './messages.js';
import { Sequence } from './sequence.js';

/** @typedef {import('./messages.js').Message} Message */

/** The longest message that every browser, and the terminal client, takes on a data channel. */
export const MAX_WIRE_BYTES = 64 * 1024;

/**
 * Sends and receives messages over one data channel. Held back at first, and again while the connection is down:
 * packets lost in that time would be tried again only after a pause that doubles each time.
 */
export class SealedChannel {
  #channel;
  #frames;
  #take;
  #incoming;
  #outgoing;
  /** @type {Message[] | undefined} */
  #held = [];

  /**
   * @param {object} parts
   * @param {RTCDataChannel} parts.channel
   * @param {Promise<{ writer: import('./frames.js').FrameWriter, reader: import('./frames.js').FrameReader }>}
   *   parts.frames waited for; what arrives earlier stays in line
   * @param {(message: Message) => void} parts.take
   * @param {(cause: unknown) => void} parts.failed a frame did not open, or what was in it is not of the protocol;
   *   nothing more is taken
   */
  constructor({ channel, frames, take, failed }) {
    this.#channel = channel;
    this.#frames = frames;
    this.#take = take;
    this.#incoming = new Sequence(failed);
    this.#outgoing = new Sequence(failed);
    channel.onmessage = ({ data }) => this.#incoming.add(() => this.#open(data));
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
    this.#outgoing.stop();
  }

  #deafen() {
    this.#channel.onmessage = null;
    this.#incoming.stop();
    if (this.#held) this.#held = [];
  }

  /** @param {Message} message */
  async #seal(message) {
    const { writer } = await this.#frames;
    const frame = await writer.sealText(toUtf8(JSON.stringify(message)));
    if (frame.length > MAX_WIRE_BYTES) throw new RangeError('a message too long for the wire');
    if (this.#channel.readyState === 'open') this.#channel.send(frame);
  }

  /** @param {unknown} data */
  async #open(data) {
    const { reader } = await this.#frames;
    const plaintext = await reader.openText(wireBytes(data));
    const message = parseMessage(parseJson(plaintext));
    if (message) this.#take(message);
  }
}

/**
 * The bytes of a message on a data channel.
 * @param {unknown} data
 * @throws {ProtocolError} when it is text, or longer than may be sent
 */
export function wireBytes(data) {
  if (data instanceof ArrayBuffer && data.byteLength <= MAX_WIRE_BYTES) return new Uint8Array(data);
  throw new ProtocolError('not bytes, or too many');
}

/** @param {import('./bytes.js').Bytes} plaintext @returns {unknown} */
function parseJson(plaintext) {
  try {
    return JSON.parse(fromUtf8(plaintext));
  } catch (cause) {
    throw new ProtocolError('a message that is not JSON', cause);
  }
}
