/**
 * Progress of a file, told at most ten times a second.
 */

const BETWEEN = 100;

/** Says how far one file is. */
export class Progress {
  #clock;
  #report;
  #total;
  #saidAt = -Infinity;

  /**
   * @param {import('./timers.js').Clock} clock
   * @param {number} total bytes
   * @param {(done: number, total: number) => void} report
   */
  constructor(clock, total, report) {
    this.#clock = clock;
    this.#total = total;
    this.#report = report;
  }

  /** @param {number} done bytes so far */
  at(done) {
    const now = this.#clock.now();
    if (now - this.#saidAt < BETWEEN && done < this.#total) return;
    this.#saidAt = now;
    this.#report(done, this.#total);
  }
}
