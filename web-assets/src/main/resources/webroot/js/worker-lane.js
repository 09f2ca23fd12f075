/**
 * The page's end of a lane that runs in a worker: passes orders on to it, and passes on what it tells.
 */

/** @typedef {import('./file-lane.js').Lane} Lane */
/** @typedef {import('./file-lane.js').LaneListener} LaneListener */

/** One lane; has the methods of a FileLane. @implements {Lane} */
export class WorkerLane {
  #worker;

  /**
   * Moves the channel into the worker, which must not have carried anything yet.
   * @param {Worker} worker
   * @param {RTCDataChannel} channel
   * @param {LaneListener} listener
   * @throws {DOMException} `DataCloneError` where the browser cannot move it; it is as it was then
   */
  constructor(worker, channel, listener) {
    this.#worker = worker;
    worker.onmessage = ({ data: [event, ...details] }) => {
      Reflect.apply(listener[/** @type {keyof LaneListener} */ (event)], listener, details);
    };
    worker.onerror = (event) => listener.failed(event.message);
    worker.postMessage(channel, [channel]);
  }

  /** @type {Lane['send']} */
  send(file) {
    this.#order('send', file);
  }

  /** @type {Lane['acknowledge']} */
  acknowledge(id, bytes) {
    this.#order('acknowledge', id, bytes);
  }

  /** @type {Lane['conclude']} */
  conclude(id) {
    this.#order('conclude', id);
  }

  /** @type {Lane['take']} */
  take(file) {
    this.#order('take', file);
  }

  /** @type {Lane['stop']} */
  stop(id) {
    this.#order('stop', id);
  }

  /** @type {Lane['hold']} */
  hold() {
    this.#order('hold');
  }

  /** @type {Lane['release']} */
  release() {
    this.#order('release');
  }

  /** The worker ends itself when it has let go of everything. @type {Lane['close']} */
  async close() {
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    this.#order('close');
  }

  /** @param {keyof Lane} order @param {...unknown} details */
  #order(order, ...details) {
    this.#worker.postMessage([order, ...details]);
  }
}
