/**
 * The files that the other one offers: shown, accepted or declined, received and verified.
 */

import { toBase64Url } from './bytes.js';
import { claimedTransferId } from './file-chunks.js';
import { ProtocolError } from './protocol-error.js';
import { IncomingFile } from './incoming-file.js';
import { Progress } from './progress.js';
import { Sequence } from './sequence.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./listener.js').FileEnd} FileEnd */

/** Offers that may stand at one time; more than a person can look at are no offers. */
const MAX_STANDING = 64;

/** One direction of a session's files: in. */
export class IncomingFiles {
  #ways;
  #chunks;
  /** @type {Map<string, IncomingFile>} */
  #files = new Map();
  /** Every id there ever was: a second use would be a second use of its key. @type {Set<string>} */
  #known = new Set();

  /** @param {import('./files.js').FileWays} ways @param {(cause: unknown) => void} failed */
  constructor(ways, failed) {
    this.#ways = ways;
    this.#chunks = new Sequence(failed);
  }

  /** @param {import('./messages.js').FileOffer} offer @throws {ProtocolError} when its id is not new */
  offered({ id, name, size, mime }) {
    if (this.#known.has(id)) throw new ProtocolError('a transfer id for the second time');
    this.#known.add(id);
    const reader = this.#ways.reader(id); // also where it is declined: both sides count offers
    const tooLarge = size > this.#ways.sizeLimit();
    if (tooLarge || this.#files.size >= MAX_STANDING) {
      this.#ways.post({ type: 'file-decline', id, why: tooLarge ? 'too_large' : 'person' });
      return;
    }
    this.#files.set(id, new IncomingFile(size, reader));
    this.#ways.listener.fileOffered({ id, name, size, type: mime });
  }

  /** @param {string} id @param {import('./incoming-file.js').Sink} [sink] */
  accept(id, sink) {
    const file = this.#files.get(id);
    if (file === undefined || file.accepted) return;
    const progress = new Progress(this.#ways.clock, file.size, (done, total) => {
      if (this.#files.has(id)) this.#ways.listener.fileProgress(id, done, total);
    });
    file.accept(progress, sink);
    this.#ways.post({ type: 'file-accept', id });
  }

  /** @param {string} id */
  decline(id) {
    if (this.#files.get(id)?.accepted !== false) return;
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
    this.#end(id, why === 'broken' ? 'broken' : 'cancelled_there');
  }

  /** @param {Bytes} frame of any transfer */
  chunk(frame) {
    this.#chunks.add(() => this.#take(frame));
  }

  /** Ends all. */
  close() {
    this.#chunks.stop();
    for (const id of [...this.#files.keys()]) this.#end(id, 'room_ended');
  }

  /** @param {Bytes} frame */
  async #take(frame) {
    const id = toBase64Url(claimedTransferId(frame));
    const file = this.#files.get(id);
    // Late chunks of a transfer that we ended, or of none that we know: not opened, and answered by nothing.
    if (file === undefined) return;
    try {
      if (!(await file.take(frame)) || !this.#files.delete(id)) return;
    } catch {
      // Not authentic, not of the offered size, or the disk is full: nothing of that file is kept.
      if (this.#files.has(id)) this.#ways.post({ type: 'file-cancel', id, why: 'broken' });
      this.#end(id, 'broken');
      return;
    }
    this.#ways.post({ type: 'file-done', id });
    this.#ways.listener.fileDone(id, file.blob);
  }

  /** @param {string} id @param {FileEnd} why */
  #end(id, why) {
    const file = this.#files.get(id);
    if (file === undefined) return;
    this.#files.delete(id);
    file.discard();
    this.#ways.listener.fileEnded(id, why);
  }
}
