/**
 * Keeps the screen awake while files are on their way: a phone that falls asleep takes the connection with it. Where a
 * browser has no wake lock, or does not grant it, files pass all the same.
 */
export class WakeLock {
  #page;
  #source;
  /** @type {Set<string>} */
  #running = new Set();
  /** @type {Promise<WakeLockSentinel | undefined> | undefined} */
  #lock;

  /**
   * @param {Document} page
   * @param {Pick<globalThis.WakeLock, 'request'> | undefined} source undefined where the browser has none
   */
  constructor(page, source) {
    this.#page = page;
    this.#source = source;
    // Browsers take the lock away from a page that is out of sight.
    page.addEventListener('visibilitychange', () => {
      if (page.visibilityState === 'visible' && this.#running.size > 0) this.#acquire();
    });
  }

  /** @param {string} id of a transfer that has begun */
  begin(id) {
    this.#running.add(id);
    if (this.#lock === undefined) this.#acquire();
  }

  /** @param {string} id of a transfer that is over, if it ever began */
  end(id) {
    this.#running.delete(id);
    if (this.#running.size === 0) this.#release();
  }

  /** All transfers are over. */
  endAll() {
    this.#running.clear();
    this.#release();
  }

  #acquire() {
    this.#release();
    if (this.#source === undefined || this.#page.visibilityState !== 'visible') return;
    // Refused on a low battery, for one; then the screen does as it always does.
    this.#lock = this.#source.request('screen').catch(() => undefined);
  }

  #release() {
    const lock = this.#lock;
    this.#lock = undefined;
    lock?.then((held) => held?.release());
  }
}
