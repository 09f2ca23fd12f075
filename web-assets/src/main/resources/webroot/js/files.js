/**
 * The files of one session. An offer travels as a text frame, so that its name is sealed; the chunks have a channel
 * of their own, on which a lane carries them one file after another.
 *
 *   sender                                                   receiver
 *   (gate asked)  file-offer {id, name, size, mime}  ───►    shown to the person
 *                                                    ◄───    file-accept | file-decline
 *   chunk, chunk, …, last chunk                      ═══►    opened, counted, written away
 *                                                    ◄───    file-progress {id, bytes}, again and again
 *                                                    ◄───    file-done
 *   file-cancel may come from either side at any time
 */

import { IncomingFiles } from './incoming-files.js';
import { OutgoingFiles } from './outgoing-files.js';
import { ProtocolError } from './protocol-error.js';

/** @typedef {import('./messages.js').FileMessage} FileMessage */
/** @typedef {import('./file-names.js').NamedBlob} NamedBlob */
/** @typedef {import('./file-lane.js').Lane} Lane */

/**
 * What files need of the session around them.
 * @typedef {object} FileWays
 * @property {Crypto} crypto
 * @property {import('./listener.js').Listener} listener
 * @property {import('./gate.js').Gate} gate
 * @property {import('./file-lanes.js').FileLanes} lanes
 * @property {() => number} sizeLimit of one file, in bytes
 * @property {() => number} maxMessageSize of the connection, in bytes
 * @property {(message: FileMessage) => void} post
 * @property {(id: string) => Promise<CryptoKey>} keyOut of the offer of that id, for encrypting; to be asked for once
 *   an offer, in the order in which offers are posted
 * @property {(id: string) => Promise<CryptoKey>} keyIn of the offer of that id, for decrypting; to be asked for once
 *   an offer, in the order in which offers come
 */

/**
 * @typedef {object} ChannelListener
 * @property {() => void} opened the channel is open; may be told more than once
 * @property {() => void} closed the other side closed it
 * @property {(cause: unknown) => void} failed the other side broke the protocol
 */

/** Both directions. */
export class Files {
  #ways;
  #outgoing;
  #incoming;
  /** Ids of our offers: in an offer of the other side they would make two transfers of one name. @type {Set<string>} */
  #own = new Set();
  #held = true;
  /** @type {Lane | undefined} */
  #lane;

  /** @param {FileWays} ways */
  constructor(ways) {
    this.#ways = ways;
    this.#outgoing = new OutgoingFiles(ways, () => this.#lane);
    this.#incoming = new IncomingFiles(ways, () => this.#lane);
  }

  /** @param {RTCDataChannel} channel that has carried nothing yet @param {ChannelListener} listener */
  attach(channel, listener) {
    const [incoming, outgoing] = [this.#incoming, this.#outgoing];
    this.#lane = this.#ways.lanes.open(channel, {
      ...listener,
      ready: (id) => incoming.ready(id),
      received: (id, bytes) => incoming.received(id, bytes),
      whole: (id, blob) => incoming.whole(id, blob),
      delivered: (id) => outgoing.delivered(id),
      ended: (id, why) => {
        outgoing.failed(id, why);
        incoming.failed(id, why);
      },
    });
    if (!this.#held) this.#lane.release();
  }

  /** @param {NamedBlob} file @returns {string} the transfer's id */
  offer(file) {
    const id = this.#outgoing.offer(file);
    this.#own.add(id);
    return id;
  }

  /** @param {string} id @param {import('./file-sinks.js').Target} [target] */
  accept(id, target) {
    this.#incoming.accept(id, target);
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
    this.#held = true;
    this.#lane?.hold();
  }

  /** Sends chunks (again). */
  release() {
    this.#held = false;
    this.#lane?.release();
  }

  /** Ends every transfer and keeps nothing. */
  close() {
    this.#outgoing.close();
    this.#incoming.close();
    this.#lane?.close();
  }
}
