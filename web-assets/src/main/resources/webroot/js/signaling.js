/**
 * The way of a signal between a peer and the cable: out, our part of the handshake is put in and all is sealed; in, it
 * is opened, checked, its part of the handshake taken out. Each way in order.
 */

import { Ground, newHandshake } from './handshake.js';
import { otherRole } from './keys.js';
import { Sequence } from './sequence.js';
import { SignalRefused, SignalSeal } from './signal-seal.js';
import { parseSignal, signalJson } from './signals.js';

/** @typedef {import('./signals.js').Signal} Signal */

/**
 * @typedef {object} SignalingListener
 * @property {(envelope: object) => void} send to the other side, through the server
 * @property {(signal: import('./peer.js').PeerSignal) => void} deliver the other side's signal, authentic and checked
 * @property {(first: boolean) => void} refused a signal was not the other side's; `first` when none had been before
 * @property {(cause: unknown) => void} broken the other side broke the protocol
 */

/** Both ways of one room's signals. */
export class Signaling {
  #role;
  #seal;
  #handshake;
  #listener;
  #incoming;
  #outgoing;
  #ground;

  /**
   * @param {object} parts
   * @param {import('./keys.js').Role} parts.role ours
   * @param {string} parts.roomId
   * @param {{ keys: import('./keys.js').LinkKeys, sources: import('./handshake.js').KeySources }} parts.means
   * @param {Crypto} parts.crypto
   * @param {SignalingListener} parts.listener
   */
  constructor({ role, roomId, means: { keys, sources }, crypto, listener }) {
    this.#role = role;
    this.#seal = new SignalSeal({ crypto, keys, roomId, role });
    this.#ground = new Ground({ crypto, keys, roomId, role });
    this.#handshake = newHandshake(role, this.#ground, sources);
    this.#listener = listener;
    this.#incoming = new Sequence(listener.broken);
    this.#outgoing = new Sequence(listener.broken);
  }

  /** What both sides share, once they have agreed. */
  get agreement() {
    return this.#ground.agreement;
  }

  /**
   * @param {import('./peer.js').PeerSignal | import('./signals.js').Refusal} signal
   * @returns {Promise<void>} settles when it has been sent
   */
  send(signal) {
    return this.#outgoing.add(async () => (
      this.#post('sdp' in signal ? await this.#handshake.outgoing(signal) : signal)
    ));
  }

  /** @param {unknown} envelope as it came from the server */
  receive(envelope) {
    this.#incoming.add(async () => {
      const opened = await this.#open(envelope);
      const signal = opened === undefined ? undefined : parseSignal(opened, otherRole(this.#role));
      if (signal === undefined) return;
      const replies = await this.#handshake.incoming(signal);
      replies.forEach((reply) => this.#outgoing.add(() => this.#post(reply)));
      if (signal.type !== 'reveal' && signal.type !== 'encap') this.#listener.deliver(signal);
    });
  }

  /** @returns {Promise<void>} settles when all that came has been opened, and what that made us send has been sent */
  async settled() {
    await this.#incoming.add(() => {});
    await this.#outgoing.add(() => {});
  }

  /** Passes nothing on any more. */
  close() {
    this.#incoming.stop();
    this.#outgoing.stop();
  }

  /** @param {Signal | import('./signals.js').Refusal} signal */
  async #post(signal) {
    this.#listener.send(await this.#seal.seal(signalJson(signal)));
  }

  /** @param {unknown} envelope */
  async #open(envelope) {
    try {
      return await this.#seal.open(envelope);
    } catch (cause) {
      if (!(cause instanceof SignalRefused)) throw cause;
      this.#listener.refused(cause.first);
      return undefined;
    }
  }
}
