/**
 * Where the bytes of an incoming file go: into memory, or to a place on the person's disk.
 */

/** @typedef {import('./bytes.js').Bytes} Bytes */

/**
 * What takes the bytes, for one a FileSystemWritableFileStream.
 * @typedef {object} Sink
 * @property {(chunk: Bytes) => Promise<void>} write resolves when it has room for more
 * @property {() => Promise<void>} close the file is whole and verified
 * @property {() => Promise<void>} abort nothing of it is to be kept
 */

/**
 * A place that the person chose, for one a FileSystemFileHandle. A worker opens it, so it has to survive structured
 * cloning.
 * @typedef {object} Target
 * @property {() => Promise<Sink>} createWritable opens it; the sink's bytes are in it when that is closed
 * @property {() => Promise<void>} [remove] takes it off the disk; browsers that let one choose a place have it
 */

/**
 * Opens a place for a file; where that does not come, nothing is left there.
 * @param {Target} target
 * @returns {Promise<Sink | undefined>} nothing where it cannot be opened
 */
export async function openTarget(target) {
  try {
    const sink = await target.createWritable();
    return {
      write: (chunk) => sink.write(chunk),
      close: () => sink.close(),
      abort: async () => {
        await sink.abort().catch(() => {}); // while it is open its place is locked
        await discardTarget(target);
      },
    };
  } catch {
    await discardTarget(target);
    return undefined;
  }
}

/**
 * Leaves nothing where a file was to go that does not come: choosing the place has made an empty file of it.
 * @param {Target} target
 * @returns {Promise<void>}
 */
export async function discardTarget(target) {
  // A file that cannot be removed is empty, and the person's to see to.
  await target.remove?.().catch(() => {});
}

/** How much is held as bytes before it becomes a piece of a blob. */
const PIECE = 4 * 1024 * 1024;

/**
 * A sink that makes a blob, in pieces that the browser may move to disk.
 *
 * Its type says nothing: a blob opened in a tab has the rights of this site, so a page that sends HTML must not get
 * to have it shown.
 */
export class BlobSink {
  /** @type {Bytes[]} */
  #chunks = [];
  /** @type {Blob[]} */
  #pieces = [];
  #held = 0;
  /** The whole file, once it is closed. @type {Blob | undefined} */
  blob;

  /** @param {Bytes} chunk */
  async write(chunk) {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    if (this.#held >= PIECE) this.#fold();
  }

  /** Makes the blob. */
  async close() {
    this.#fold();
    this.blob = new Blob(this.#pieces, { type: 'application/octet-stream' });
    this.#pieces = [];
  }

  /** Keeps nothing. */
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
