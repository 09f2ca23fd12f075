import { turn } from './wait.js';

/** A clock that moves when a test says so. */
export class FakeClock {
  #now = 1_000;
  #next = 1;
  /** @type {Map<number, { at: number, run: () => void }>} */
  #timers = new Map();

  now = () => this.#now;

  setTimeout = (run, milliseconds) => {
    const timer = this.#next++;
    this.#timers.set(timer, { at: this.#now + milliseconds, run });
    return timer;
  };

  clearTimeout = (timer) => {
    this.#timers.delete(timer);
  };

  /** How many timers are set. */
  get pending() {
    return this.#timers.size;
  }

  /** Moves on, and runs what falls due in between in its order and at its time. */
  async advance(milliseconds) {
    const target = this.#now + milliseconds;
    await turn();
    for (;;) {
      const [due] = [...this.#timers].filter(([, { at }]) => at <= target).sort(([, a], [, b]) => a.at - b.at);
      if (due === undefined) break;
      const [timer, { at, run }] = due;
      this.#timers.delete(timer);
      this.#now = at;
      run();
      await turn();
    }
    this.#now = target;
    await turn();
  }
}
