/**
 * Progress of a file, told four times a second, or every two mebibytes where that is more often.
 */

const BETWEEN = 250;
/** Told at the latest: a writer may be waiting for the word (docs/session-protocol.md, T5). */
const STEP = 2 * 1024 * 1024;

/** Says how far one file is. */
export class Progress {
  #clock;
  #report;
  #total;
  #saidAt = -Infinity;
  #said = 0;

  /**
   * @param {Pick<import('./timers.js').Clock, 'now'>} clock
   * @param {number} total bytes
   * @param {(done: number) => void} report
   */
  constructor(clock, total, report) {
    this.#clock = clock;
    this.#total = total;
    this.#report = report;
  }

  /** @param {number} done bytes so far */
  at(done) {
    const now = this.#clock.now();
    if (now - this.#saidAt < BETWEEN && done - this.#said < STEP && done < this.#total) return;
    this.#saidAt = now;
    this.#said = done;
    this.#report(done);
  }
}
