/**
 * The channel `nullroom-files` with back-pressure: at most a mebibyte waits in the browser's own buffer.
 */

import { wireBytes } from './wire.js';

const BUFFERED = 1024 * 1024;

/**
 * @typedef {object} ChannelEvents
 * @property {() => void} opened
 * @property {() => void} closed by the other side
 * @property {(frame: import('./bytes.js').Bytes) => void} take
 * @property {(cause: unknown) => void} failed a message that is no frame
 */

/** One data channel for chunks, written to by one sender at a time. */
export class FileChannel {
  #channel;
  #held = true;
  /** @type {() => void} */
  #wake = () => {};

  /**
   * Sets the channel's handlers at once.
   * @param {RTCDataChannel} channel
   * @param {ChannelEvents} events
   */
  constructor(channel, events) {
    this.#channel = channel;
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = BUFFERED;
    channel.onbufferedamountlow = () => this.#wake();
    channel.onclose = () => events.closed();
    channel.onopen = () => events.opened();
    channel.onmessage = ({ data }) => {
      try {
        events.take(wireBytes(data));
      } catch (cause) {
        events.failed(cause);
      }
    };
    // Some are open when they come, and say so once more, or not.
    if (channel.readyState === 'open') events.opened();
  }

  /** Whether another chunk may be sent right now. */
  get roomy() {
    return !this.#held && this.#channel.readyState === 'open' && this.#channel.bufferedAmount <= BUFFERED;
  }

  /** Resolves when it may have become roomy, or the wait was interrupted. @returns {Promise<void>} */
  change() {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** @param {import('./bytes.js').Bytes} frame */
  send(frame) {
    this.#channel.send(frame);
  }

  /** Lets nobody send while the connection is down. */
  hold() {
    this.#held = true;
  }

  /** Lets the sender send (again). */
  release() {
    this.#held = false;
    this.#wake();
  }

  /** Ends the sender's wait, so that it looks again. */
  interrupt() {
    this.#wake();
  }

  /** Takes nothing more. */
  close() {
    this.#channel.onmessage = null;
    this.#channel.onbufferedamountlow = null;
    this.#channel.onopen = null;
    this.#channel.onclose = null;
    this.#wake();
  }
}
