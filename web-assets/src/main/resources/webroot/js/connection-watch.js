/**
 * Watches the state of a peer connection and decides when to mend it and when to give up.
 *
 *            connected                  disconnected, failed
 *   seeking ───────────► up ──────────────────────────────────► seeking …
 *
 * While seeking, a way is looked for again and again by restarting ICE; after 30 s of it all hope is gone. A connection
 * that is `disconnected` often comes back by itself, so it has 3 s before the first restart; `failed` has none.
 */

import { Timer } from './timers.js';

const PATIENCE = 3_000;
const BETWEEN_REPAIRS = 8_000;
const HOPE = 30_000;

/**
 * @typedef {object} WatchListener
 * @property {() => void} up packets flow
 * @property {() => void} down they did, and do no more
 * @property {() => void} repair a restart is due
 * @property {() => void} hopeless there was no way for 30 s
 */

/** The watch over one connection. */
export class ConnectionWatch {
  #connection;
  #listener;
  #repairTimer;
  #hope;
  #up = false;

  /**
   * @param {RTCPeerConnection} connection
   * @param {import('./timers.js').Clock} clock
   * @param {WatchListener} listener
   */
  constructor(connection, clock, listener) {
    this.#connection = connection;
    this.#listener = listener;
    this.#repairTimer = new Timer(clock, () => this.#repair());
    this.#hope = new Timer(clock, () => listener.hopeless());
    connection.onconnectionstatechange = () => this.#changed();
  }

  /** Whether packets flow. */
  get up() {
    return this.#up;
  }

  /** Begins to seek a way: the other side is known to be there. */
  begin() {
    this.#seek(BETWEEN_REPAIRS);
  }

  /**
   * Mends at once what is not up: signals can pass again.
   * @param {boolean} settled whether what is up needs no mending
   */
  hurry(settled) {
    if (this.#hope.pending) this.#repair();
    else if (this.#up && !settled) this.#listener.repair();
  }

  /** Stops watching. */
  stop() {
    this.#connection.onconnectionstatechange = null;
    this.#repairTimer.stop();
    this.#hope.stop();
  }

  #changed() {
    const state = this.#connection.connectionState;
    if (state === 'connected') this.#rise();
    else if (state === 'disconnected') this.#fall(PATIENCE);
    else if (state === 'failed') this.#fall(0);
  }

  #rise() {
    this.#repairTimer.stop();
    this.#hope.stop();
    if (this.#up) return;
    this.#up = true;
    this.#listener.up();
  }

  /** @param {number} patience milliseconds before the first restart */
  #fall(patience) {
    const wasUp = this.#up;
    this.#up = false;
    this.#seek(patience);
    if (wasUp) this.#listener.down();
  }

  /** @param {number} patience */
  #seek(patience) {
    this.#hope.startOnce(HOPE);
    this.#repairTimer.start(patience);
  }

  #repair() {
    this.#repairTimer.start(BETWEEN_REPAIRS);
    this.#listener.repair();
  }
}
