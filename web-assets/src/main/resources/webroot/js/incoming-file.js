/**
 * A file on its way in: chunks opened, counted and written away in their order.
 */

import { BlobSink } from './file-sinks.js';
import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/** The place that the person chose takes no bytes, or no more. */
export class SinkRefused extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super('the place to save to failed', { cause });
    this.name = 'SinkRefused';
  }
}

/** One file that the other one sends. */
export class IncomingFile {
  #size;
  #reader;
  #sink;
  #progress;
  #received = 0;
  #discarded = false;
  /** When all chunks so far have been written away. @type {Promise<unknown>} */
  #turn = Promise.resolve();
  /** What its chunks that have not been taken yet cost in memory, in bytes. */
  waiting = 0;

  /**
   * @param {number} size in bytes, as offered
   * @param {object} parts
   * @param {import('./file-chunks.js').ChunkReader} parts.reader
   * @param {import('./file-sinks.js').Sink} parts.sink
   * @param {import('./progress.js').Progress} parts.progress told how much has been written away
   */
  constructor(size, { reader, sink, progress }) {
    this.#size = size;
    this.#reader = reader;
    this.#sink = sink;
    this.#progress = progress;
  }

  /** The whole file, where it was kept in memory. */
  get blob() {
    return this.#sink instanceof BlobSink ? this.#sink.blob : undefined;
  }

  /**
   * Takes the next chunk. Calls may overlap: chunks are opened side by side and written away in their order.
   * @param {Bytes} frame
   * @returns {Promise<boolean>} whether it was the last one, and the file is whole
   * @throws {import('./frames.js').FrameRefused} when the chunk, or one before it, is not authentic in its place
   * @throws {ProtocolError} when the file is not of the size that was offered
   * @throws {SinkRefused} when it cannot be written away
   */
  take(frame) {
    const opened = this.#reader.open(frame);
    opened.catch(() => {}); // looked at in its turn, which may never come
    const taken = this.#turn.then(() => this.#put(opened));
    this.#turn = taken; // which carries a refusal on to every later chunk
    return taken;
  }

  /** Keeps nothing of it. @returns {Promise<void>} */
  discard() {
    this.#discarded = true;
    // A sink that cannot be undone any more has nothing that we could still take back.
    return this.#sink.abort().catch(() => {});
  }

  /** @param {Promise<{ plaintext: Bytes, last: boolean }>} opened */
  async #put(opened) {
    const { plaintext, last } = await opened;
    const received = this.#received + plaintext.length;
    const empty = plaintext.length === 0 && this.#size > 0;
    if (empty || received > this.#size) throw new ProtocolError('a chunk that does not fit the file');
    if (last !== (received === this.#size)) throw new ProtocolError('a file of another size than offered');
    await this.#write(plaintext, last);
    this.#received = received;
    this.#progress.at(received);
    return last;
  }

  /** @param {Bytes} plaintext @param {boolean} last */
  async #write(plaintext, last) {
    if (this.#discarded) throw new SinkRefused('nobody wants it any more');
    try {
      await this.#sink.write(plaintext);
      if (last) await this.#sink.close();
    } catch (cause) {
      throw new SinkRefused(cause);
    }
  }
}
