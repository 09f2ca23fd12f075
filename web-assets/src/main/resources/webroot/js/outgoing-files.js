/**
 * The files that we offer: asked at the gate, offered, and sent in the order in which they were accepted.
 */

import { cleanFileName, cleanMediaType } from './file-names.js';
import { ProtocolError } from './protocol-error.js';
import { newId } from './messages.js';
import { OutgoingFile } from './outgoing-file.js';
import { Progress } from './progress.js';
import { Sequence } from './sequence.js';

/** @typedef {import('./listener.js').FileEnd} FileEnd */
/** @typedef {import('./file-names.js').NamedBlob} NamedBlob */
/** @typedef {import('./messages.js').FileStep | import('./messages.js').FileDecline} FileAnswer */

/** One direction of a session's files: out. */
export class OutgoingFiles {
  #ways;
  #line;
  /** @type {Map<string, OutgoingFile>} */
  #files = new Map();
  /** @type {import('./file-channel.js').FileChannel | undefined} */
  #channel;

  /** @param {import('./files.js').FileWays} ways @param {(cause: unknown) => void} failed */
  constructor(ways, failed) {
    this.#ways = ways;
    this.#line = new Sequence(failed);
  }

  /** @param {import('./file-channel.js').FileChannel} channel */
  attach(channel) {
    this.#channel = channel;
  }

  /** @param {NamedBlob} blob @returns {string} the transfer's id */
  offer(blob) {
    const id = newId(this.#ways.crypto);
    const file = new OutgoingFile(blob);
    this.#files.set(id, file);
    this.#askAndOffer(id, file, { name: cleanFileName(blob.name ?? ''), mime: cleanMediaType(blob.type) });
    return id;
  }

  /** @param {FileAnswer} answer @throws {ProtocolError} when it answers nothing that was said */
  answered({ type, id, ...details }) {
    const file = this.#files.get(id);
    if (file === undefined) return; // we cancelled, and the answer crossed that on its way
    const expected = type === 'file-done' ? 'sent' : 'offered';
    if (file.stage !== expected) throw new ProtocolError(`${type} out of turn`);
    if (type === 'file-accept') this.#accepted(id, file);
    else if (type === 'file-done') this.#done(id);
    else this.#declined(id, 'why' in details && details.why === 'too_large');
  }

  /** The person wants it no more. @param {string} id */
  cancel(id) {
    if (!this.#files.has(id)) return;
    this.#ways.post({ type: 'file-cancel', id, why: 'person' });
    this.#end(id, 'cancelled_here');
  }

  /** The other side wants it no more. @param {import('./messages.js').FileCancel} message */
  cancelled({ id, why }) {
    this.#end(id, why === 'broken' ? 'broken' : 'cancelled_there');
  }

  /** Ends all. */
  close() {
    this.#line.stop();
    for (const id of [...this.#files.keys()]) this.#end(id, 'room_ended');
  }

  /** @param {string} id @param {OutgoingFile} file @param {{ name: string, mime: string }} labels */
  async #askAndOffer(id, file, labels) {
    const tooLarge = file.size > this.#ways.sizeLimit();
    const verdict = await (tooLarge ? 'too_large' : this.#ways.gate.ask(file.size));
    if (file.stopped) return;
    if (verdict !== 'open') return this.#end(id, verdict);
    file.offered(this.#ways.writer(id));
    this.#ways.post({ type: 'file-offer', id, size: file.size, ...labels });
  }

  /** @param {string} id @param {OutgoingFile} file */
  #accepted(id, file) {
    file.stage = 'accepted';
    this.#ways.listener.fileAccepted(id);
    this.#line.add(() => this.#send(id, file));
  }

  /** @param {string} id @param {OutgoingFile} file */
  async #send(id, file) {
    const { clock, listener, maxMessageSize } = this.#ways;
    const channel = this.#channel;
    if (file.stopped || channel === undefined) return;
    const progress = new Progress(clock, file.size, (done, total) => {
      if (!file.stopped) listener.fileProgress(id, done, total);
    });
    try {
      await file.send({ channel, progress, maxMessageSize: maxMessageSize() });
    } catch {
      // The file was moved, changed or locked while it was read: that one file ends, and both people are told.
      if (!file.stopped) this.#ways.post({ type: 'file-cancel', id, why: 'broken' });
      this.#end(id, 'broken');
    }
  }

  /** @param {string} id */
  #done(id) {
    this.#files.delete(id);
    this.#ways.listener.fileDone(id, undefined);
  }

  /** @param {string} id @param {boolean} tooLarge */
  #declined(id, tooLarge) {
    if (tooLarge) return this.#end(id, 'too_large');
    this.#files.delete(id);
    this.#ways.listener.fileDeclined(id);
  }

  /** @param {string} id @param {FileEnd} why */
  #end(id, why) {
    const file = this.#files.get(id);
    if (file === undefined) return;
    this.#files.delete(id);
    file.stop();
    this.#channel?.interrupt();
    this.#ways.listener.fileEnded(id, why);
  }
}
