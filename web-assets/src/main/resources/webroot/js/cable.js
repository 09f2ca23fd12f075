/**
 * A client of ActionCable's protocol, actioncable-v1-json, for one subscription on one socket.
 *
 *   client                                      server
 *   open                               ──────►
 *                                      ◄──────  welcome
 *   subscribe {identifier}             ──────►
 *                                      ◄──────  confirm_subscription | reject_subscription
 *   message {identifier, data}         ◄─────►  {identifier, message}
 *                                      ◄──────  ping, every 3 s
 *
 * A socket that is lost, silent for 6 s, or sent away with `reconnect: true` is replaced by another one after a pause
 * that grows and is never the same for two clients. `reconnect: false` and a rejection are final. What is sent while
 * no subscription stands waits in a queue.
 */

import { Timer } from './timers.js';

const SUBPROTOCOL = 'actioncable-v1-json';
/** The server pings every 3 s: two missed pings are a dead link. */
const SILENCE = 6_000;
const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 4_000;
/** A peer connection needs some dozens of signals; a queue this long means that something is wrong. */
const MAX_QUEUE = 256;
const MAX_MESSAGE_CHARACTERS = 256 * 1024;

/**
 * Why the cable will not come back: `rejected` no such room or no place in it, `dismissed` the server sent us away for
 * good, `overflow` more was sent than the queue may hold.
 * @typedef {'rejected' | 'dismissed' | 'overflow'} CableEnd
 */

/**
 * @typedef {object} CableListener
 * @property {(message: unknown) => void} message a message of the channel, not yet checked
 * @property {() => void} away the subscription that stood is lost; another try is under way
 * @property {(why: CableEnd) => void} closed the cable is gone for good, unless it was closed from here
 */

/** One subscription, kept up over as many sockets as it takes. */
export class Cable {
  #url;
  #identifier;
  #listener;
  #deps;
  /** @type {WebSocket | undefined} */
  #socket;
  #subscribed = false;
  #closed = false;
  #failures = 0;
  /** @type {string[]} */
  #queue = [];
  /** The newest ids, oldest first. @type {Set<string>} */
  #heard = new Set();
  #silence;
  #retry;

  /**
   * @param {object} parts
   * @param {string} parts.url ws: or wss:
   * @param {string} parts.identifier
   * @param {CableListener} parts.listener
   * @param {Pick<import('./deps.js').Deps, 'WebSocket' | 'clock' | 'crypto'>} parts.deps
   */
  constructor({ url, identifier, listener, deps }) {
    this.#url = url;
    this.#identifier = identifier;
    this.#listener = listener;
    this.#deps = deps;
    this.#silence = new Timer(deps.clock, () => this.#lost());
    this.#retry = new Timer(deps.clock, () => this.#connect());
  }

  /** Opens the first socket. */
  open() {
    this.#connect();
  }

  /** Whether the subscription stands right now. */
  get subscribed() {
    return this.#subscribed;
  }

  /** Whether nothing will ever be sent or received again. */
  get closed() {
    return this.#closed;
  }

  /**
   * Sends an action, now or once the subscription stands (again).
   * @param {{ action: string, [member: string]: unknown }} data
   */
  send(data) {
    if (this.#closed) return;
    const command = this.#command('message', JSON.stringify(data));
    if (this.#subscribed) this.#write(command);
    else if (this.#queue.length < MAX_QUEUE) this.#queue.push(command);
    else this.#end('overflow');
  }

  /** Gives the place up and closes. The listener hears nothing of it. */
  close() {
    if (this.#closed) return;
    if (this.#subscribed) this.#write(this.#command('unsubscribe'));
    this.#tearDown();
  }

  #connect() {
    const socket = new this.#deps.WebSocket(this.#url, [SUBPROTOCOL]);
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = () => this.#lost();
    this.#silence.start(SILENCE);
  }

  /** @param {unknown} text */
  #receive(text) {
    const { type, identifier, message, reconnect } = parseFrame(text);
    // Until the subscription stands, pings do not count: a server that never answers it is as good as dead.
    if (this.#subscribed || type !== 'ping') this.#silence.start(SILENCE);
    if (type === 'welcome') this.#write(this.#command('subscribe'));
    else if (type === 'disconnect') this.#dismissed(reconnect === true);
    else if (identifier !== this.#identifier) return;
    else if (type === 'confirm_subscription') this.#confirmed();
    else if (type === 'reject_subscription') this.#end('rejected');
    else if (type === undefined && this.#subscribed && !this.#isRepeated(message)) this.#listener.message(message);
  }

  /**
   * Whether a signal of that id has come before: a server says it again when another one died with the answer.
   * @param {unknown} message
   */
  #isRepeated(message) {
    const { id } = /** @type {{ id?: unknown }} */ (Object(message));
    if (typeof id !== 'string') return false;
    if (this.#heard.has(id)) return true;
    this.#heard.add(id);
    for (const oldest of this.#heard) {
      if (this.#heard.size <= MAX_QUEUE) break;
      this.#heard.delete(oldest);
    }
    return false;
  }

  #confirmed() {
    this.#subscribed = true;
    this.#failures = 0;
    for (const command of this.#queue.splice(0)) this.#write(command);
  }

  /** @param {boolean} reconnect */
  #dismissed(reconnect) {
    if (reconnect) this.#lost();
    else this.#end('dismissed');
  }

  #lost() {
    this.#dropSocket();
    this.#retry.start(this.#pause());
    if (!this.#subscribed) return;
    this.#subscribed = false;
    this.#listener.away();
  }

  /** A pause that doubles with each failure; half of it is chance, so that a crowd does not return as one. */
  #pause() {
    const whole = Math.min(FIRST_PAUSE * 2 ** this.#failures++, LONGEST_PAUSE);
    const [word = 0] = this.#deps.crypto.getRandomValues(new Uint32Array(1));
    return whole * (0.5 + word / 2 ** 33);
  }

  /** @param {CableEnd} why */
  #end(why) {
    this.#tearDown();
    this.#listener.closed(why);
  }

  #tearDown() {
    this.#closed = true;
    this.#subscribed = false;
    this.#queue = [];
    this.#retry.stop();
    this.#dropSocket();
  }

  #dropSocket() {
    this.#silence.stop();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  /** @param {string} command @param {string} [data] */
  #command(command, data) {
    return JSON.stringify({ command, identifier: this.#identifier, data });
  }

  /** @param {string} command */
  #write(command) {
    this.#socket?.send(command);
  }
}

/**
 * The members of a frame from the server; none when it is not a JSON object in a text frame of a fair size.
 * @param {unknown} text
 * @returns {Record<string, unknown>}
 */
function parseFrame(text) {
  if (typeof text !== 'string' || text.length > MAX_MESSAGE_CHARACTERS) return {};
  try {
    return /** @type {Record<string, unknown>} */ (Object(JSON.parse(text)));
  } catch {
    return {}; // a server that speaks no JSON says nothing to us
  }
}
