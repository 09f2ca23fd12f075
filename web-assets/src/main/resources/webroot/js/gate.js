/**
 * The server's gate for files: asked before each offer, told the size and nothing else. Its answers carry no name of
 * the question, so one question is out at a time.
 */

import { Timer } from './timers.js';

const PATIENCE = 10_000;

/** @typedef {'open' | 'too_large' | 'not_asked'} Verdict */

/** The questions of one room. Closed at first, since nothing can be asked before the room is entered. */
export class Gate {
  #ask;
  #patience;
  /** @type {{ size: number, answer: (verdict: Verdict) => void }[]} */
  #questions = [];
  #reachable = false;
  #gone = false;

  /** @param {import('./timers.js').Clock} clock @param {(size: number) => void} ask sends one question */
  constructor(clock, ask) {
    this.#ask = ask;
    this.#patience = new Timer(clock, () => this.answer('not_asked'));
  }

  /**
   * Whether a file of this size may be sent. Waits while the server is away.
   * @param {number} size in bytes
   * @returns {Promise<Verdict>}
   */
  ask(size) {
    if (this.#gone) return Promise.resolve('not_asked');
    return new Promise((answer) => {
      this.#questions.push({ size, answer });
      if (this.#questions.length === 1) this.#putFirst();
    });
  }

  /** Gives the answer to the question that is out. @param {Verdict} verdict */
  answer(verdict) {
    if (!this.#patience.pending && verdict !== 'not_asked') return; // to no question of ours
    this.#patience.stop();
    this.#questions.shift()?.answer(verdict);
    this.#putFirst();
  }

  /** The server can be asked (again). A question whose answer was lost is put once more. */
  open() {
    this.#reachable = true;
    this.#putFirst();
  }

  /** The server cannot be asked for now. */
  shut() {
    this.#reachable = false;
    this.#patience.stop();
  }

  /** The server will never be asked again. */
  close() {
    this.shut();
    this.#gone = true;
    for (const { answer } of this.#questions.splice(0)) answer('not_asked');
  }

  #putFirst() {
    const [first] = this.#questions;
    if (first === undefined || !this.#reachable) return;
    this.#patience.start(PATIENCE);
    this.#ask(first.size);
  }
}
