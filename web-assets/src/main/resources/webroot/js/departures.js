/**
 * The files that a lane sends, one after another, never further ahead of the other side than it can hold.
 */

import { fromBase64Url } from './bytes.js';
import { CHUNK_OVERHEAD, ChunkWriter } from './file-chunks.js';
import { OutgoingFile } from './outgoing-file.js';
import { ProtocolError } from './protocol-error.js';
import { Sequence } from './sequence.js';

/**
 * @typedef {object} Departure
 * @property {string} id
 * @property {Blob} blob
 * @property {CryptoKey} key for encrypting, this file's own
 * @property {number} messageBytes that a chunk may have on the wire
 */

/** How many bytes of files may be under way that the other side has not written away (docs/session-protocol.md, T5). */
export const WINDOW = 8 * 1024 * 1024;

/** One direction of a lane: out. */
export class Departures {
  #channel;
  #listener;
  #crypto;
  #line;
  /** @type {Map<string, OutgoingFile>} */
  #files = new Map();

  /**
   * @param {import('./file-channel.js').FileChannel} channel
   * @param {Pick<import('./file-lane.js').LaneListener, 'delivered' | 'ended' | 'failed'>} listener
   * @param {{ crypto: Crypto }} deps
   */
  constructor(channel, listener, { crypto }) {
    this.#channel = channel;
    this.#listener = listener;
    this.#crypto = crypto;
    this.#line = new Sequence(listener.failed);
  }

  /** @param {Departure} departure */
  send({ id, blob, key, messageBytes }) {
    const writer = new ChunkWriter(this.#crypto, key, fromBase64Url(id));
    const file = new OutgoingFile(blob, writer, messageBytes - CHUNK_OVERHEAD);
    this.#files.set(id, file);
    this.#line.add(() => this.#depart(id, file));
  }

  /** @param {string} id @param {number} bytes */
  acknowledge(id, bytes) {
    this.#files.get(id)?.acknowledge(bytes);
    this.#channel.interrupt();
  }

  /** @param {string} id */
  conclude(id) {
    const file = this.#files.get(id);
    if (file === undefined) return;
    if (!file.whole) return this.#listener.failed(new ProtocolError('file-done before the last chunk'));
    this.stop(id);
    this.#listener.delivered(id);
  }

  /** @param {string} id */
  stop(id) {
    this.#files.get(id)?.stop();
    this.#files.delete(id);
    this.#channel.interrupt();
  }

  /** Gives up all. */
  close() {
    this.#line.stop();
    for (const id of [...this.#files.keys()]) this.stop(id);
  }

  /** @param {string} id @param {OutgoingFile} file */
  async #depart(id, file) {
    try {
      await file.send({
        clear: () => this.#channel.roomy && this.#ahead < WINDOW,
        change: () => this.#channel.change(),
        send: (chunk) => this.#channel.send(chunk),
      });
    } catch {
      // The file was moved, changed or locked while it was read: that one file ends.
      if (this.#files.get(id) !== file) return;
      this.stop(id);
      this.#listener.ended(id, 'unreadable');
    }
  }

  get #ahead() {
    return [...this.#files.values()].reduce((sum, file) => sum + file.ahead, 0);
  }
}
