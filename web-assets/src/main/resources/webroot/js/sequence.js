/**
 * Tasks that run one after another in the order in which they were given, however long each takes. Sealing and opening
 * are asynchronous; what they work on has an order that must hold.
 */
export class Sequence {
  /** @type {Promise<void>} */
  #tail = Promise.resolve();
  #stopped = false;
  #failed;

  /** @param {(cause: unknown) => void} failed told of the first task that throws; no later task runs */
  constructor(failed) {
    this.#failed = failed;
  }

  /**
   * Runs the task after all earlier ones.
   * @param {() => Promise<void> | void} task
   * @returns {Promise<void>} settles when the task has run or was passed over; never rejects
   */
  add(task) {
    this.#tail = this.#tail.then(() => this.#run(task));
    return this.#tail;
  }

  /** Passes over all tasks that have not begun. */
  stop() {
    this.#stopped = true;
  }

  /** @param {() => Promise<void> | void} task */
  async #run(task) {
    if (this.#stopped) return;
    try {
      await task();
    } catch (cause) {
      if (this.#stopped) return; // what fails because everything was torn down is no news
      this.#stopped = true;
      this.#failed(cause);
    }
  }
}
