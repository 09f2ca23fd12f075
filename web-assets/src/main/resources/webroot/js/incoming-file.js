/**
 * A file on its way in: each chunk opened and counted, kept in pieces that the browser may move to disk.
 */

import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./file-chunks.js').ChunkReader} ChunkReader */

/** How much is held as bytes before it becomes a piece of a blob. */
const PIECE = 4 * 1024 * 1024;

/**
 * Where a file goes that is not to be kept in memory, for one a FileSystemWritableFileStream.
 * @typedef {object} Sink
 * @property {(chunk: Bytes) => Promise<void>} write
 * @property {() => Promise<void>} close the file is whole and verified
 * @property {() => Promise<void>} abort nothing of it is to be kept
 */

/**
 * A sink that makes a blob.
 *
 * Its type says nothing: a blob opened in a tab has the rights of this site, so a page that sends HTML must not get
 * to have it shown.
 */
class BlobSink {
  /** @type {Bytes[]} */
  #chunks = [];
  /** @type {Blob[]} */
  #pieces = [];
  #held = 0;
  /** @type {Blob | undefined} */
  blob;

  /** @param {Bytes} chunk */
  async write(chunk) {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    if (this.#held >= PIECE) this.#fold();
  }

  async close() {
    this.#fold();
    this.blob = new Blob(this.#pieces, { type: 'application/octet-stream' });
    this.#pieces = [];
  }

  async abort() {
    this.#chunks = [];
    this.#pieces = [];
  }

  #fold() {
    this.#pieces.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#held = 0;
  }
}

/** One file that the other one offers. */
export class IncomingFile {
  #size;
  #received = 0;
  #blobSink = new BlobSink();
  /** @type {Sink} */
  #sink = this.#blobSink;
  #reader;
  /** @type {import('./progress.js').Progress | undefined} */
  #progress;

  /** @param {number} size in bytes, as offered @param {Promise<ChunkReader>} reader */
  constructor(size, reader) {
    this.#size = size;
    this.#reader = reader;
  }

  /** In bytes, as offered. */
  get size() {
    return this.#size;
  }

  /** Whether the offer was accepted, and chunks may come. */
  get accepted() {
    return this.#progress !== undefined;
  }

  /**
   * Makes ready for the chunks.
   * @param {import('./progress.js').Progress} progress
   * @param {Sink | undefined} sink memory where there is none
   */
  accept(progress, sink) {
    this.#progress = progress;
    this.#sink = sink ?? this.#blobSink;
  }

  /**
   * Takes the next chunk.
   * @param {Bytes} frame
   * @returns {Promise<boolean>} whether it was the last one, and the file is whole
   * @throws {import('./frames.js').FrameRefused} when the chunk is not authentic in its place
   * @throws {ProtocolError} when the file is not of the size that was offered
   */
  async take(frame) {
    if (this.#progress === undefined) throw new ProtocolError('a chunk that nobody asked for');
    const { plaintext, last } = await (await this.#reader).open(frame);
    this.#received += plaintext.length;
    const empty = plaintext.length === 0 && this.#size > 0;
    if (empty || this.#received > this.#size) throw new ProtocolError('a chunk that does not fit the file');
    if (last !== (this.#received === this.#size)) throw new ProtocolError('a file of another size than offered');
    await this.#sink.write(plaintext);
    if (last) await this.#sink.close();
    this.#progress.at(this.#received);
    return last;
  }

  /** The whole file, where it was kept in memory. */
  get blob() {
    return this.#blobSink.blob;
  }

  /** Keeps nothing of it. */
  discard() {
    // A sink that cannot be undone any more has nothing that we could still take back.
    this.#sink.abort().catch(() => {});
  }
}
