/**
 * The files that a lane takes. What comes faster than it can be written away waits here, and a writer who sends more
 * than may wait is refused.
 */

import { toBase64Url } from './bytes.js';
import { WINDOW } from './departures.js';
import { ChunkReader, claimedTransferId } from './file-chunks.js';
import { BlobSink, openTarget } from './file-sinks.js';
import { IncomingFile, SinkRefused } from './incoming-file.js';
import { Progress } from './progress.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/**
 * @typedef {object} Arrival
 * @property {string} id
 * @property {number} size in bytes, as offered
 * @property {CryptoKey} key for decrypting, this file's own
 * @property {import('./file-sinks.js').Target | undefined} target memory where there is none
 */

/** More waits only of a writer who does not keep T5: what is acknowledged was written away before. */
const MOST_WAITING = WINDOW + 1024 * 1024;
/** What a chunk costs in memory at least, however short it is. */
const LEAST_COST = 1024;

/** One direction of a lane: in. */
export class Arrivals {
  #listener;
  #crypto;
  #clock;
  /** Ids of files that are still being made ready. @type {Set<string>} */
  #opening = new Set();
  /** @type {Map<string, IncomingFile>} */
  #files = new Map();

  /**
   * @param {Pick<import('./file-lane.js').LaneListener, 'ready' | 'received' | 'whole' | 'ended'>} listener
   * @param {{ crypto: Crypto, clock: Pick<import('./timers.js').Clock, 'now'> }} deps
   */
  constructor(listener, { crypto, clock }) {
    this.#listener = listener;
    this.#crypto = crypto;
    this.#clock = clock;
  }

  /** @param {Arrival} arrival */
  async take({ id, size, key, target }) {
    this.#opening.add(id);
    const sink = await (target === undefined ? new BlobSink() : openTarget(target));
    if (!this.#opening.delete(id)) return void sink?.abort().catch(() => {}); // given up meanwhile
    if (sink === undefined) return this.#listener.ended(id, 'unwritable');
    const progress = new Progress(this.#clock, size, (bytes) => this.#listener.received(id, bytes));
    const reader = new ChunkReader(this.#crypto, key);
    this.#files.set(id, new IncomingFile(size, { reader, sink, progress }));
    return this.#listener.ready(id);
  }

  /** @param {Bytes} frame of any file */
  chunk(frame) {
    const id = toBase64Url(claimedTransferId(frame));
    const file = this.#files.get(id);
    // Late chunks of a file that was given up, or of none that we know: not opened, and answered by nothing.
    if (file === undefined) return;
    const cost = Math.max(frame.length, LEAST_COST);
    file.waiting += cost;
    if (this.#waiting > MOST_WAITING) this.#give(id, 'broken');
    else this.#put(id, file, frame).finally(() => { file.waiting -= cost; });
  }

  /** @param {string} id @returns {Promise<void> | undefined} settles when nothing of it is kept */
  stop(id) {
    this.#opening.delete(id);
    const file = this.#files.get(id);
    this.#files.delete(id);
    return file?.discard();
  }

  /** Gives up all. */
  async close() {
    this.#opening.clear();
    await Promise.all([...this.#files.keys()].map((id) => this.stop(id)));
  }

  /** @param {string} id @param {IncomingFile} file @param {Bytes} frame */
  async #put(id, file, frame) {
    try {
      if (!(await file.take(frame)) || !this.#files.delete(id)) return;
    } catch (cause) {
      if (this.#files.get(id) === file) this.#give(id, cause instanceof SinkRefused ? 'unwritable' : 'broken');
      return;
    }
    this.#listener.whole(id, file.blob);
  }

  /** @param {string} id @param {import('./file-lane.js').Mishap} why */
  #give(id, why) {
    this.stop(id);
    this.#listener.ended(id, why);
  }

  get #waiting() {
    return [...this.#files.values()].reduce((sum, { waiting }) => sum + waiting, 0);
  }
}
