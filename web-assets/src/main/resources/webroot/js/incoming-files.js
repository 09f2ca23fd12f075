/**
 * The files that the other one offers: shown, accepted or declined, and received by the lane.
 */

import { MAX_STANDING } from './messages.js';
import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./listener.js').FileEnd} FileEnd */
/** @typedef {import('./file-lane.js').Mishap} Mishap */

/**
 * `offered`; `opening`: the person accepted, and the lane is made ready; `coming`: the other side was told so.
 * @typedef {'offered' | 'opening' | 'coming'} Stage
 */
/** @typedef {{ size: number, key: Promise<CryptoKey>, stage: Stage }} Standing */

/** One direction of a session's files: in. */
export class IncomingFiles {
  #ways;
  #lane;
  /** @type {Map<string, Standing>} */
  #files = new Map();
  /** Every id there ever was: a second use would be a second use of its key. @type {Set<string>} */
  #known = new Set();

  /** @param {import('./files.js').FileWays} ways @param {() => import('./file-lane.js').Lane | undefined} lane */
  constructor(ways, lane) {
    this.#ways = ways;
    this.#lane = lane;
  }

  /** @param {import('./messages.js').FileOffer} offer @throws {ProtocolError} when its id is not new */
  offered({ id, name, size, mime }) {
    if (this.#known.has(id)) throw new ProtocolError('a transfer id for the second time');
    this.#known.add(id);
    const key = this.#ways.keyIn(id); // also where it is declined: both sides count offers
    const tooLarge = size > this.#ways.sizeLimit();
    if (tooLarge || this.#files.size >= MAX_STANDING) {
      this.#ways.post({ type: 'file-decline', id, why: tooLarge ? 'too_large' : 'person' });
      return;
    }
    this.#files.set(id, { size, key, stage: 'offered' });
    this.#ways.listener.fileOffered({ id, name, size, type: mime });
  }

  /** @param {string} id @param {import('./file-sinks.js').Target} [target] */
  async accept(id, target) {
    const file = this.#files.get(id);
    if (file?.stage !== 'offered') return;
    file.stage = 'opening';
    const { size, key } = file;
    const order = { id, size, key: await key, target };
    if (this.#files.has(id)) this.#lane()?.take(order);
  }

  /** The lane is ready for its chunks. @param {string} id */
  ready(id) {
    const file = this.#files.get(id);
    if (file === undefined) return;
    file.stage = 'coming';
    this.#ways.post({ type: 'file-accept', id });
  }

  /** @param {string} id @param {number} bytes that have been written away */
  received(id, bytes) {
    const file = this.#files.get(id);
    if (file === undefined) return;
    this.#ways.post({ type: 'file-progress', id, bytes });
    this.#ways.listener.fileProgress(id, bytes, file.size);
  }

  /** All of it has come. @param {string} id @param {Blob | undefined} blob where it was kept in memory */
  whole(id, blob) {
    if (!this.#files.delete(id)) return;
    this.#ways.post({ type: 'file-done', id });
    this.#ways.listener.fileDone(id, blob);
  }

  /** @param {string} id */
  decline(id) {
    if (this.#files.get(id)?.stage !== 'offered') return;
    this.#files.delete(id);
    this.#ways.post({ type: 'file-decline', id, why: 'person' });
  }

  /** The person wants it no more. @param {string} id */
  cancel(id) {
    if (!this.#files.has(id)) return;
    this.#ways.post({ type: 'file-cancel', id, why: 'person' });
    this.#end(id, 'cancelled_here');
  }

  /** The other side wants it no more. @param {import('./messages.js').FileCancel} message */
  cancelled({ id, why }) {
    this.#end(id, why === 'broken' ? 'broken_there' : 'cancelled_there');
  }

  /** The lane gave it up: nothing of it is kept. @param {string} id @param {Mishap} why */
  failed(id, why) {
    if (!this.#files.has(id)) return;
    this.#ways.post({ type: 'file-cancel', id, why: 'broken' });
    this.#end(id, why === 'unwritable' ? 'not_saved' : 'broken');
  }

  /** Ends all. */
  close() {
    for (const id of [...this.#files.keys()]) this.#end(id, 'room_ended');
  }

  /** @param {string} id @param {FileEnd} why */
  #end(id, why) {
    if (!this.#files.delete(id)) return;
    this.#lane()?.stop(id);
    this.#ways.listener.fileEnded(id, why);
  }
}
