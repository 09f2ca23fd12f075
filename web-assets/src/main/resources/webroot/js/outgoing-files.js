/**
 * The files that we offer: asked at the gate, offered, and handed to the lane when they are accepted.
 */

import { CHUNK_OVERHEAD } from './file-chunks.js';
import { cleanFileName, cleanMediaType } from './file-names.js';
import { ProtocolError } from './protocol-error.js';
import { MAX_STANDING, newId } from './messages.js';
import { MAX_WIRE_BYTES } from './wire.js';

/** @typedef {import('./listener.js').FileEnd} FileEnd */
/** @typedef {import('./file-lane.js').Mishap} Mishap */
/** @typedef {import('./file-names.js').NamedBlob} NamedBlob */
/** @typedef {import('./messages.js').FileStep | import('./messages.js').FileDecline
 *   | import('./messages.js').FileProgress} FileAnswer */

/**
 * `asking` the server's gate, `allowed` by it, `offered` to the other one, `accepted` and with the lane.
 * @typedef {'asking' | 'allowed' | 'offered' | 'accepted'} Stage
 */
/**
 * `received`: how many of its bytes the other side has written away.
 * @typedef {{ blob: NamedBlob, stage: Stage, key: Promise<CryptoKey> | undefined, received: number }} Standing
 */

/** In which stage an answer is in its turn. @type {Record<FileAnswer['type'], Stage>} */
const TURNS = {
  'file-accept': 'offered', 'file-decline': 'offered', 'file-progress': 'accepted', 'file-done': 'accepted',
};

/** One direction of a session's files: out. */
export class OutgoingFiles {
  #ways;
  #lane;
  /** @type {Map<string, Standing>} */
  #files = new Map();

  /** @param {import('./files.js').FileWays} ways @param {() => import('./file-lane.js').Lane | undefined} lane */
  constructor(ways, lane) {
    this.#ways = ways;
    this.#lane = lane;
  }

  /** @param {NamedBlob} blob @returns {string} the transfer's id */
  offer(blob) {
    const id = newId(this.#ways.crypto);
    /** @type {Standing} */
    const file = { blob, stage: 'asking', key: undefined, received: 0 };
    this.#files.set(id, file);
    this.#askAndOffer(id, file);
    return id;
  }

  /** @param {FileAnswer} answer @throws {ProtocolError} when it answers nothing that was said */
  answered(answer) {
    const { type, id } = answer;
    const file = this.#files.get(id);
    if (file === undefined) return; // we cancelled, and the answer crossed that on its way
    if (file.stage !== TURNS[type]) throw new ProtocolError(`${type} out of turn`);
    if (type === 'file-accept') this.#accepted(id, file);
    else if (type === 'file-progress') this.#progressed(id, file, answer.bytes);
    else if (type === 'file-decline') this.#declined(id, answer.why === 'too_large');
    else this.#lane()?.conclude(id);
  }

  /** All of it was sent, and the other side has it. @param {string} id */
  delivered(id) {
    if (!this.#files.delete(id)) return;
    this.#ways.listener.fileDone(id, undefined);
    this.#offerNext();
  }

  /** The lane has given it up: both people are told. @param {string} id @param {Mishap} why */
  failed(id, why) {
    if (!this.#files.has(id)) return;
    this.#ways.post({ type: 'file-cancel', id, why: 'broken' });
    this.#end(id, why === 'unreadable' ? 'not_read' : 'broken');
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

  /** Ends all. */
  close() {
    // The last ones first, so that none is offered in the place of one that ends.
    for (const id of [...this.#files.keys()].reverse()) this.#end(id, 'room_ended');
  }

  /** @param {string} id @param {Standing} file */
  async #askAndOffer(id, file) {
    const { size } = file.blob;
    const tooLarge = size > this.#ways.sizeLimit();
    const verdict = await (tooLarge ? 'too_large' : this.#ways.gate.ask(size));
    if (!this.#files.has(id)) return;
    if (verdict !== 'open') return this.#end(id, verdict);
    file.stage = 'allowed';
    this.#offerNext();
  }

  /** Offers what it may, as many at once as the other side takes. */
  #offerNext() {
    const files = [...this.#files];
    const standing = files.filter(([, { stage }]) => stage === 'offered' || stage === 'accepted').length;
    const next = files.filter(([, { stage }]) => stage === 'allowed').slice(0, Math.max(0, MAX_STANDING - standing));
    for (const [id, file] of next) {
      const { name = '', type, size } = file.blob;
      file.key = this.#ways.keyOut(id);
      file.stage = 'offered';
      this.#ways.post({ type: 'file-offer', id, name: cleanFileName(name), size, mime: cleanMediaType(type) });
      this.#ways.listener.offerMade(id);
    }
  }

  /** @param {string} id @param {Standing} file */
  async #accepted(id, file) {
    file.stage = 'accepted';
    this.#ways.listener.fileAccepted(id);
    const key = await file.key;
    const messageBytes = Math.min(MAX_WIRE_BYTES, this.#ways.maxMessageSize());
    if (messageBytes <= CHUNK_OVERHEAD) return this.failed(id, 'broken'); // a connection that carries no chunk
    if (key !== undefined && this.#files.has(id)) this.#lane()?.send({ id, blob: file.blob, key, messageBytes });
  }

  /** @param {string} id @param {Standing} file @param {number} bytes */
  #progressed(id, file, bytes) {
    const { size } = file.blob;
    if (bytes > size) throw new ProtocolError('more bytes than the file has');
    if (bytes <= file.received) return; // passed over (T5)
    file.received = bytes;
    this.#lane()?.acknowledge(id, bytes);
    this.#ways.listener.fileProgress(id, bytes, size);
  }

  /** @param {string} id @param {boolean} tooLarge */
  #declined(id, tooLarge) {
    if (tooLarge) return this.#end(id, 'too_large');
    this.#files.delete(id);
    this.#ways.listener.fileDeclined(id);
    this.#offerNext();
  }

  /** @param {string} id @param {FileEnd} why */
  #end(id, why) {
    if (!this.#files.delete(id)) return;
    this.#lane()?.stop(id);
    this.#ways.listener.fileEnded(id, why);
    this.#offerNext();
  }
}
