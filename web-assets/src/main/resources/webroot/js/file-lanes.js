/**
 * Chooses where the work on files is done: in a worker, so that the page never stands still for it; on the page itself
 * where no worker starts, or where the browser cannot move a data channel into one.
 */

import { FileLane } from './file-lane.js';
import { WorkerLane } from './worker-lane.js';

/** @typedef {import('./file-lane.js').Lane} Lane */
/** @typedef {import('./file-lane.js').LaneListener} LaneListener */

/** Opens the one lane of a session. */
export class FileLanes {
  #deps;
  #worker;

  /**
   * @param {{ crypto: Crypto, clock: import('./timers.js').Clock }} deps of a lane on the page
   * @param {Worker | undefined} worker that has said that it is ready
   */
  constructor(deps, worker) {
    this.#deps = deps;
    this.#worker = worker;
  }

  /**
   * Takes the channel over, which has to be new.
   * @param {RTCDataChannel} channel
   * @param {LaneListener} listener
   * @returns {Lane}
   */
  open(channel, listener) {
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker === undefined) return new FileLane(channel, listener, this.#deps);
    try {
      return new WorkerLane(worker, channel, listener);
    } catch {
      // A browser that moves no channels: the work is the same, and the page does it.
      worker.terminate();
      return new FileLane(channel, listener, this.#deps);
    }
  }

  /** There will be no lane. */
  close() {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

/** The one script that may run in a worker: the page's policy for trusted types (CSP) lets nothing else through. */
const WORKER = new URL('./file-worker.js', import.meta.url).href;

/**
 * A worker that is ready, or none where none can be had.
 * @returns {Promise<Worker | undefined>}
 */
export function startFileWorker() {
  return new Promise((resolve) => {
    try {
      const worker = new Worker(trusted(WORKER), { type: 'module' });
      worker.onmessage = () => resolve(worker);
      worker.onerror = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}

/**
 * The address in the form that trusted types ask for, where the browser knows them.
 * @param {string} address
 * @returns {string}
 */
function trusted(address) {
  const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (/** @type {unknown} */ (globalThis));
  return trustedTypes?.createPolicy('nullroom-worker', { createScriptURL: () => address }).createScriptURL('')
    ?? address;
}

/**
 * What is used of https://www.w3.org/TR/trusted-types/.
 * @typedef {{ createScriptURL: (input: string) => string }} Policy
 * @typedef {{ createPolicy: (name: string, rules: Policy) => Policy }} TrustedTypes
 */
