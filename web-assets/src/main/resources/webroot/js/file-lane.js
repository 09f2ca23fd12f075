/**
 * The lane of files: the channel `nullroom-files` and all the work on its chunks. It is told which files to send and
 * to take, and tells how far they are; names, offers and answers are not its business. It runs in a worker where that
 * can be, and touches nothing that only a page has.
 */

import { Arrivals } from './arrivals.js';
import { Departures } from './departures.js';
import { FileChannel } from './file-channel.js';

/**
 * `broken`: what came was not authentic or not what was offered; `unreadable`: our file was moved, changed or locked;
 * `unwritable`: the place to save to failed.
 * @typedef {'broken' | 'unreadable' | 'unwritable'} Mishap
 */

/**
 * @typedef {object} LaneListener
 * @property {() => void} opened the channel is open; may be told more than once
 * @property {() => void} closed the other side closed it
 * @property {(id: string) => void} ready chunks of that file may come
 * @property {(id: string, bytes: number) => void} received so many of its bytes have been written away
 * @property {(id: string, blob: Blob | undefined) => void} whole all of it has come; the blob where it has no target
 * @property {(id: string) => void} delivered our file was sent whole before the other side said that it has it
 * @property {(id: string, why: Mishap) => void} ended it goes no further; nothing of it is kept
 * @property {(cause: unknown) => void} failed the other side broke the protocol
 */

/**
 * What a page can ask of a lane, wherever it runs.
 * @typedef {Pick<FileLane, 'send' | 'acknowledge' | 'conclude' | 'take' | 'stop' | 'hold' | 'release' | 'close'>} Lane
 */

/** One lane, both directions. */
export class FileLane {
  #channel;
  #departures;
  #arrivals;

  /**
   * Sets the channel's handlers at once; sends nothing before it is released.
   * @param {RTCDataChannel} channel
   * @param {LaneListener} listener
   * @param {{ crypto: Crypto, clock: Pick<import('./timers.js').Clock, 'now'> }} deps
   */
  constructor(channel, listener, deps) {
    this.#arrivals = new Arrivals(listener, deps);
    this.#channel = new FileChannel(channel, {
      opened: () => listener.opened(),
      closed: () => listener.closed(),
      failed: (cause) => listener.failed(cause),
      take: (frame) => this.#arrivals.chunk(frame),
    });
    this.#departures = new Departures(this.#channel, listener, deps);
  }

  /** Sends a file, after those that it was given before. @param {import('./departures.js').Departure} file */
  send(file) {
    this.#departures.send(file);
  }

  /** The other side has written away that many bytes of a file. @param {string} id @param {number} bytes */
  acknowledge(id, bytes) {
    this.#departures.acknowledge(id, bytes);
  }

  /** The other side says that it has a file whole. @param {string} id */
  conclude(id) {
    this.#departures.conclude(id);
  }

  /** Makes ready for the chunks of a file. @param {import('./arrivals.js').Arrival} file */
  take(file) {
    this.#arrivals.take(file);
  }

  /** Gives up a file of either direction, and tells nothing more of it. @param {string} id */
  stop(id) {
    this.#departures.stop(id);
    this.#arrivals.stop(id);
  }

  /** Sends no chunk for now. */
  hold() {
    this.#channel.hold();
  }

  /** Sends chunks (again). */
  release() {
    this.#channel.release();
  }

  /** Gives up every file. @returns {Promise<void>} settles when nothing of them is kept any more */
  async close() {
    this.#channel.close();
    this.#departures.close();
    await this.#arrivals.close();
  }
}
