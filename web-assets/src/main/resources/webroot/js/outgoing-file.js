/**
 * A file on its way out: read piece by piece, sealed chunk by chunk, never whole in memory.
 */

import { CHUNK_OVERHEAD } from './file-chunks.js';
import { MAX_WIRE_BYTES } from './sealed-channel.js';

/** @typedef {import('./file-chunks.js').ChunkWriter} ChunkWriter */

/** How many chunks are read from the disk at once. */
const CHUNKS_A_READ = 16;

/**
 * `asking` the server's gate, `offered` to the other one, `accepted` and in line, `sent` up to the last chunk.
 * @typedef {'asking' | 'offered' | 'accepted' | 'sent'} Stage
 */

/** One file that we offer. */
export class OutgoingFile {
  #blob;
  /** @type {Promise<ChunkWriter> | undefined} */
  #writer;
  #stopped = false;
  /** @type {Stage} */
  stage = 'asking';

  /** @param {Blob} blob */
  constructor(blob) {
    this.#blob = blob;
  }

  /** The other side is told of it. @param {Promise<ChunkWriter>} writer */
  offered(writer) {
    this.#writer = writer;
    this.stage = 'offered';
  }

  /** In bytes. */
  get size() {
    return this.#blob.size;
  }

  /** Whether it was stopped before it was sent. */
  get stopped() {
    return this.#stopped;
  }

  /** Sends no further chunk. */
  stop() {
    this.#stopped = true;
  }

  /**
   * Sends the whole file, or as much as it takes until it is stopped.
   * @param {object} way
   * @param {import('./file-channel.js').FileChannel} way.channel
   * @param {number} way.maxMessageSize of the connection, in bytes
   * @param {import('./progress.js').Progress} way.progress
   * @throws {DOMException} when the file cannot be read any more
   */
  async send({ channel, maxMessageSize, progress }) {
    const chunkSize = Math.min(MAX_WIRE_BYTES, maxMessageSize) - CHUNK_OVERHEAD;
    if (chunkSize < 1) throw new RangeError('the connection carries no chunk');
    const writer = await this.#writer;
    if (writer === undefined) throw new RangeError('sent before it was offered');
    let done = 0;
    for await (const chunk of chunksOf(this.#blob, chunkSize)) {
      while (!this.#stopped && !channel.roomy) await channel.change();
      if (this.#stopped) return;
      done += chunk.length;
      channel.send(await writer.seal(chunk, done === this.size));
      progress.at(Math.max(0, done - channel.waiting));
    }
    this.stage = 'sent';
  }
}

/**
 * The chunks of a blob; one empty chunk for an empty blob.
 * @param {Blob} blob
 * @param {number} chunkSize
 */
async function* chunksOf(blob, chunkSize) {
  if (blob.size === 0) yield new Uint8Array(0);
  const step = chunkSize * CHUNKS_A_READ;
  for (let from = 0; from < blob.size; from += step) {
    const read = new Uint8Array(await blob.slice(from, from + step).arrayBuffer());
    for (let at = 0; at < read.length; at += chunkSize) yield read.subarray(at, at + chunkSize);
  }
}
