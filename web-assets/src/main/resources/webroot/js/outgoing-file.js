/**
 * A file on its way out: read piece by piece, sealed chunk by chunk, never whole in memory.
 */

/** @typedef {import('./bytes.js').Bytes} Bytes */

/** How many chunks are read from the disk at once: each reading costs as much as several chunks do. */
const CHUNKS_A_READ = 64;

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
    for await (const chunk of chunksOf(this.#blob, this.#chunkBytes)) {
      while (!this.#stopped && !way.clear()) await way.change();
      if (this.#stopped) return;
      const last = this.#sent + chunk.length === this.#blob.size;
      const sealed = await this.#writer.seal(chunk, last);
      this.#sent += chunk.length;
      this.#whole = last;
      way.send(sealed);
    }
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
