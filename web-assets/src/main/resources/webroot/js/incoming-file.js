/**
 * A file on its way in: each chunk opened, counted and written away before the next.
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
   * Takes the next chunk. Calls must not overlap.
   * @param {Bytes} frame
   * @returns {Promise<boolean>} whether it was the last one, and the file is whole
   * @throws {import('./frames.js').FrameRefused} when the chunk is not authentic in its place
   * @throws {ProtocolError} when the file is not of the size that was offered
   * @throws {SinkRefused} when it cannot be written away
   */
  async take(frame) {
    const { plaintext, last } = await this.#reader.open(frame);
    const received = this.#received + plaintext.length;
    const empty = plaintext.length === 0 && this.#size > 0;
    if (empty || received > this.#size) throw new ProtocolError('a chunk that does not fit the file');
    if (last !== (received === this.#size)) throw new ProtocolError('a file of another size than offered');
    try {
      await this.#sink.write(plaintext);
      if (last) await this.#sink.close();
    } catch (cause) {
      throw new SinkRefused(cause);
    }
    this.#received = received;
    this.#progress.at(received);
    return last;
  }

  /** Keeps nothing of it. @returns {Promise<void>} */
  discard() {
    // A sink that cannot be undone any more has nothing that we could still take back.
    return this.#sink.abort().catch(() => {});
  }
}
