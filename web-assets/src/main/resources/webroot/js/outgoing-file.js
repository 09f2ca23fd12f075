/**
 * A file on its way out: read piece by piece, sealed chunk by chunk, never whole in memory.
 */

import { CHUNK_OVERHEAD } from './file-chunks.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/** How many chunks are read from the disk at once: each reading costs as much as several chunks do. */
const CHUNKS_A_READ = 64;
/** How many chunks are being sealed while earlier ones wait: each goes to another thread and back. */
const SEALED_AHEAD = 8;

/**
 * The way that chunks take.
 * @typedef {object} Way
 * @property {() => boolean} clear whether another chunk may be sent right now
 * @property {() => Promise<void>} change resolves when that may have become so, or the file was stopped
 * @property {(chunk: Bytes) => void} send
 */

/** One file that we send. */
export class OutgoingFile {
  #blob;
  #writer;
  #chunkBytes;
  #stopped = false;
  #sent = 0;
  #acknowledged = 0;
  #whole = false;

  /**
   * @param {Blob} blob
   * @param {import('./file-chunks.js').ChunkWriter} writer
   * @param {number} chunkBytes of the file in one chunk, at most
   */
  constructor(blob, writer, chunkBytes) {
    this.#blob = blob;
    this.#writer = writer;
    this.#chunkBytes = chunkBytes;
  }

  /** How many bytes were sent that the other side has not written away, as far as we know. */
  get ahead() {
    return this.#sent - this.#acknowledged;
  }

  /** Whether its last chunk was sent. */
  get whole() {
    return this.#whole;
  }

  /** The other side has written away that many bytes of it. @param {number} bytes */
  acknowledge(bytes) {
    this.#acknowledged = Math.max(this.#acknowledged, Math.min(bytes, this.#sent));
  }

  /** Sends no further chunk. */
  stop() {
    this.#stopped = true;
  }

  /**
   * Sends the whole file, or as much as it takes until it is stopped.
   * @param {Way} way
   * @throws {DOMException} when the file cannot be read any more
   */
  async send(way) {
    /** @type {Promise<Bytes>[]} */
    const sealing = [];
    let read = 0;
    for await (const chunk of chunksOf(this.#blob, this.#chunkBytes)) {
      read += chunk.length;
      sealing.push(this.#writer.seal(chunk, read === this.#blob.size));
      if (sealing.length > SEALED_AHEAD) await this.#put(sealing.shift(), way);
      if (this.#stopped) return;
    }
    while (sealing.length > 0 && !this.#stopped) await this.#put(sealing.shift(), way);
  }

  /** @param {Promise<Bytes> | undefined} sealing @param {Way} way */
  async #put(sealing, way) {
    while (!this.#stopped && !way.clear()) await way.change();
    const chunk = await sealing;
    if (this.#stopped || chunk === undefined) return;
    this.#sent += chunk.length - CHUNK_OVERHEAD;
    this.#whole = this.#sent === this.#blob.size;
    way.send(chunk);
  }
}

/**
 * The chunks of a blob; one empty chunk for an empty blob.
 * @param {Blob} blob
 * @param {number} chunkBytes
 */
async function* chunksOf(blob, chunkBytes) {
  if (blob.size === 0) yield new Uint8Array(0);
  const step = chunkBytes * CHUNKS_A_READ;
  for (let from = 0; from < blob.size; from += step) {
    const read = new Uint8Array(await blob.slice(from, from + step).arrayBuffer());
    for (let at = 0; at < read.length; at += chunkBytes) yield read.subarray(at, at + chunkBytes);
  }
}
