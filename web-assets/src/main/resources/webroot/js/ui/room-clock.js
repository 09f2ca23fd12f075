import { clockText } from './format.js';

const LAST_MINUTE = 60_000;

/**
 * @typedef {object} Time where time comes from
 * @property {() => number} now milliseconds on the scale of the deadline
 * @property {(run: () => void, delay: number) => number} later
 * @property {(timer: number) => void} cancel
 */

/** @type {Time} */
const browserTime = {
  now: () => performance.now(),
  later: (run, delay) => setTimeout(run, delay),
  cancel: (timer) => clearTimeout(timer),
};

/** The time that the room has left, shown to the second. */
export class RoomClock {
  #face;
  #onLastMinute;
  #time;
  #deadline = 0;
  #timer = 0;
  #warned = false;

  /**
   * @param {Pick<HTMLElement, 'textContent'|'dataset'>} face
   * @param {() => void} onLastMinute called once, when a minute is left
   * @param {Time} [time]
   */
  constructor(face, onLastMinute, time = browserTime) {
    this.#face = face;
    this.#onLastMinute = onLastMinute;
    this.#time = time;
  }

  /**
   * Counts down to this moment; a later call corrects it.
   * @param {number} deadline milliseconds on the scale of `performance.now()`
   */
  runTo(deadline) {
    this.#deadline = deadline;
    this.#time.cancel(this.#timer);
    this.#tick();
  }

  /** Stands still; what it shows stays. */
  stop() {
    this.#time.cancel(this.#timer);
  }

  #tick() {
    const left = Math.max(0, this.#deadline - this.#time.now());
    this.#face.textContent = clockText(left);
    this.#face.dataset.low = String(left <= LAST_MINUTE);
    if (left <= LAST_MINUTE && !this.#warned) {
      this.#warned = true;
      this.#onLastMinute();
    }
    // Wakes where the shown second changes, so that two clocks with one deadline change together.
    if (left > 0) this.#timer = this.#time.later(() => this.#tick(), left % 1000 || 1000);
  }
}
