/**
 * Time, and one thing to be done later.
 */

/**
 * Where time comes from: milliseconds on one scale that never jumps, and timers on it.
 * @typedef {object} Clock
 * @property {() => number} now
 * @property {(run: () => void, milliseconds: number) => unknown} setTimeout
 * @property {(timer: unknown) => void} clearTimeout
 */

/** The longest time a browser's timer can wait; longer ones would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** A timer for one purpose: started again, it forgets its earlier time. */
export class Timer {
  #clock;
  #run;
  /** @type {unknown} */
  #timer = undefined;

  /** @param {Clock} clock @param {() => void} run */
  constructor(clock, run) {
    this.#clock = clock;
    this.#run = run;
  }

  /** Whether it will fire. */
  get pending() {
    return this.#timer !== undefined;
  }

  /** @param {number} milliseconds from now */
  start(milliseconds) {
    this.stop();
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      this.#run();
    }, Math.min(Math.max(milliseconds, 0), LONGEST));
  }

  /** Starts it unless it runs already. @param {number} milliseconds from now */
  startOnce(milliseconds) {
    if (!this.pending) this.start(milliseconds);
  }

  /** Forgets the time it was to fire at. */
  stop() {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
