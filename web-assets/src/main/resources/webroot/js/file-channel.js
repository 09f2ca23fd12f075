/**
 * The channel `nullroom-files` with back-pressure: at most a mebibyte waits in the browser's own buffer.
 */

import { wireBytes } from './sealed-channel.js';

const BUFFERED = 1024 * 1024;

/** One data channel for chunks, written to by one sender at a time. */
export class FileChannel {
  #channel;
  #held = true;
  /** @type {() => void} */
  #wake = () => {};

  /**
   * @param {RTCDataChannel} channel
   * @param {(frame: import('./bytes.js').Bytes) => void} take
   * @param {(cause: unknown) => void} failed a message that is no frame
   */
  constructor(channel, take, failed) {
    this.#channel = channel;
    channel.bufferedAmountLowThreshold = BUFFERED;
    channel.onbufferedamountlow = () => this.#wake();
    channel.onmessage = ({ data }) => {
      try {
        take(wireBytes(data));
      } catch (cause) {
        failed(cause);
      }
    };
  }

  /** Bytes that were sent and have not left the browser yet. */
  get waiting() {
    return this.#channel.bufferedAmount;
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

  /** Ends the sender's wait, so that it sees that it was stopped. */
  interrupt() {
    this.#wake();
  }

  /** Takes nothing more. */
  close() {
    this.#channel.onmessage = null;
    this.#channel.onbufferedamountlow = null;
    this.#wake();
  }
}
