/**
 * The files of one session. An offer travels as a text frame, so that its name is sealed; the chunks have a channel
 * of their own and travel one file after another.
 *
 *   sender                                                   receiver
 *   (gate asked)  file-offer {id, name, size, mime}  ───►    shown to the person
 *                                                    ◄───    file-accept | file-decline
 *   chunk, chunk, …, last chunk                      ═══►    opened, counted, verified
 *                                                    ◄───    file-done
 *   file-cancel may come from either side at any time
 */

import { FileChannel } from './file-channel.js';
import { IncomingFiles } from './incoming-files.js';
import { OutgoingFiles } from './outgoing-files.js';
import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./messages.js').FileMessage} FileMessage */
/** @typedef {import('./file-names.js').NamedBlob} NamedBlob */
/** @typedef {import('./incoming-file.js').Sink} Sink */

/**
 * What files need of the session around them.
 * @typedef {object} FileWays
 * @property {Crypto} crypto
 * @property {import('./timers.js').Clock} clock
 * @property {import('./listener.js').Listener} listener
 * @property {import('./gate.js').Gate} gate
 * @property {() => number} sizeLimit of one file, in bytes
 * @property {() => number} maxMessageSize of the connection, in bytes
 * @property {(message: FileMessage) => void} post
 * @property {(id: string) => Promise<import('./file-chunks.js').ChunkWriter>} writer for the offer of that id; to be
 *   asked for once an offer, in the order in which offers are posted
 * @property {(id: string) => Promise<import('./file-chunks.js').ChunkReader>} reader for the offer of that id; to be
 *   asked for once an offer, in the order in which offers come
 */

/** Both directions. */
export class Files {
  #outgoing;
  #incoming;
  #failed;
  /** Ids of our offers: in an offer of the other side they would make two transfers of one name. @type {Set<string>} */
  #own = new Set();
  /** @type {FileChannel | undefined} */
  #channel;

  /** @param {FileWays} ways @param {(cause: unknown) => void} failed the other side broke the protocol */
  constructor(ways, failed) {
    this.#outgoing = new OutgoingFiles(ways, failed);
    this.#incoming = new IncomingFiles(ways, failed);
    this.#failed = failed;
  }

  /** @param {RTCDataChannel} channel */
  attach(channel) {
    this.#channel = new FileChannel(channel, (frame) => this.#incoming.chunk(frame), this.#failed);
    this.#outgoing.attach(this.#channel);
  }

  /** @param {NamedBlob} file @returns {string} the transfer's id */
  offer(file) {
    const id = this.#outgoing.offer(file);
    this.#own.add(id);
    return id;
  }

  /** @param {string} id @param {Sink} [sink] */
  accept(id, sink) {
    this.#incoming.accept(id, sink);
  }

  /** @param {string} id */
  decline(id) {
    this.#incoming.decline(id);
  }

  /** @param {string} id */
  cancel(id) {
    this.#outgoing.cancel(id);
    this.#incoming.cancel(id);
  }

  /** @param {FileMessage} message @throws {ProtocolError} when it is out of turn, or its id is not new */
  take(message) {
    if (message.type === 'file-offer') {
      if (this.#own.has(message.id)) throw new ProtocolError('our own transfer id came back');
      this.#incoming.offered(message);
    } else if (message.type === 'file-cancel') {
      this.#outgoing.cancelled(message);
      this.#incoming.cancelled(message);
    } else this.#outgoing.answered(message);
  }

  /** Sends no chunk for now. */
  hold() {
    this.#channel?.hold();
  }

  /** Sends chunks (again). */
  release() {
    this.#channel?.release();
  }

  /** Ends every transfer and keeps nothing. */
  close() {
    this.#outgoing.close();
    this.#incoming.close();
    this.#channel?.close();
  }
}
