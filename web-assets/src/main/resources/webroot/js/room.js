/**
 * A room: the cable to the server and the talk with the other one, joined. No DOM.
 *
 *   page ◄── listener ── room ──┬── cable ──────► server            the server only introduces
 *                               └── talk ═══════► the other one     signals by the cable, all else directly
 *
 * Once people can talk, nothing that the server says short of the room's end stops them; and the room ends when its
 * time is over, whether or not the server is there to say so.
 */

import { browserDeps } from './deps.js';
import { FileLanes } from './file-lanes.js';
import { Gate } from './gate.js';
import { LinkKeys } from './keys.js';
import { guarded } from './listener.js';
import { RoomGone, fetchIceServers } from './room-info.js';
import { parseRoomMessage, roomCable } from './rooms-channel.js';
import { Sequence } from './sequence.js';
import { Talk } from './talk.js';
import { Timer } from './timers.js';

/** @typedef {import('./listener.js').Listener} Listener */
/** @typedef {import('./listener.js').Status} Status */
/** @typedef {import('./listener.js').Path} Path */
/** @typedef {import('./listener.js').EndReason} EndReason */
/** @typedef {import('./bytes.js').Bytes} Bytes */

const ROOM_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LINK_KEY_BYTES = 32;
/** Who leaves so shortly before the end leaves because of it: the clocks of the two differ by less. */
const LAST_MOMENTS = 1_000;
/** How long the server may take to let us in. */
const ARRIVE_WITHIN = 30_000;

/**
 * Enters a room and stays in it until it ends. The first status is told when the server has let us in.
 * @param {object} parts
 * @param {string} parts.roomId
 * @param {Bytes} parts.linkKey
 * @param {Listener} parts.listener
 * @param {Promise<RTCIceServer[]>} [parts.iceServers] asked for here where not given
 * @param {boolean} [parts.relayOnly] whether to hide our address
 * @param {import('./deps.js').Deps} [parts.deps] the browser's own where not given
 * @returns {Room}
 */
export function openRoom({ roomId, linkKey, listener, iceServers, relayOnly = false, deps = browserDeps() }) {
  const room = new Room({ roomId, listener, deps });
  room.hideAddress(relayOnly);
  if (ROOM_ID.test(roomId) && linkKey.length === LINK_KEY_BYTES) room.enter(linkKey, iceServers);
  else queueMicrotask(() => room.refuseLink());
  return room;
}

/** One stay in one room. Made by openRoom. */
export class Room {
  #roomId;
  #deps;
  #listener;
  #cable;
  #gate;
  #arrival;
  #deadline;
  /** What must happen in order before there is a talk. */
  #steps;
  #fileSizeLimit = 0;
  #endsAt = Infinity;
  /** @type {import('./keys.js').Role | undefined} */
  #role;
  /** @type {Omit<import('./talk.js').Means, 'relayOnly'> | undefined} */
  #means;
  #relayOnly = false;
  /** @type {Talk | undefined} */
  #talk;
  #met = false;
  #ending = false;
  #ended = false;
  /** @type {{ status: Status | undefined, path: Path }} */
  #told = { status: undefined, path: 'unknown' };

  /**
   * @param {object} parts
   * @param {string} parts.roomId
   * @param {Listener} parts.listener
   * @param {import('./deps.js').Deps} parts.deps
   */
  constructor({ roomId, listener, deps }) {
    const { clock } = deps;
    this.#roomId = roomId;
    this.#deps = deps;
    this.#listener = guarded(listener, () => this.#ended);
    this.#gate = new Gate(clock, (size) => this.#askGate(size));
    this.#arrival = new Timer(clock, () => this.#end('server'));
    this.#deadline = new Timer(clock, () => this.#end('expired'));
    this.#steps = new Sequence((cause) => this.#end(cause instanceof RoomGone ? 'full_or_gone' : 'server'));
    this.#cable = roomCable(roomId, {
      message: (message) => this.#heard(parseRoomMessage(message)),
      away: () => this.#away(),
      closed: (why) => this.#cut(why),
    }, deps);
  }

  /** Asks to be let in. @param {Bytes} linkKey @param {Promise<RTCIceServer[]>} [servers] */
  enter(linkKey, servers) {
    const bytes = linkKey.slice();
    this.#steps.add(async () => {
      const { crypto, clock, sources, fileWorker } = this.#deps;
      const [keys, iceServers, shares, worker] = await Promise.all([
        LinkKeys.import(crypto, bytes, this.#roomId), servers ?? fetchIceServers(this.#roomId, this.#deps), sources(),
        fileWorker(),
      ]);
      bytes.fill(0);
      const lanes = new FileLanes({ crypto, clock }, worker);
      if (this.#ending) return lanes.close();
      this.#means = { keys, iceServers, sources: shares, lanes };
    });
    this.#arrival.start(ARRIVE_WITHIN);
    this.#cable.open();
  }

  /** Whether to go by a relay or not at all; heeded until the other one is there. @param {boolean} relayOnly */
  hideAddress(relayOnly) {
    if (this.#met || this.#relayOnly === relayOnly) return;
    this.#relayOnly = relayOnly;
    this.#prepare();
  }

  /** Ends a stay that cannot begin. */
  refuseLink() {
    this.#end('bad_link');
  }

  /**
   * Sends a text; while the connection is down it waits for it.
   * @param {string} text
   * @returns {string} its id, by which its delivery is told
   * @throws {RangeError} when it is over the limit of one message, or too much waits already
   * @throws {Error} when nobody is there to read it
   */
  sendText(text) {
    return this.#here().texts.send(text);
  }

  /**
   * Offers a file, or a blob with a name on it. What becomes of it is told to the listener.
   * @param {import('./file-names.js').NamedBlob} file
   * @returns {string} the transfer's id
   * @throws {Error} when nobody is there to take it
   */
  offerFile(file) {
    return this.#here().files.offer(file);
  }

  /** Accepts an offer; the file goes to the target, or else into memory. @param {string} id
   * @param {import('./file-sinks.js').Target} [target] */
  acceptFile(id, target) {
    this.#talk?.files.accept(id, target);
  }

  /** Declines an offer. @param {string} id */
  declineFile(id) {
    this.#talk?.files.decline(id);
  }

  /** Ends a transfer of either direction. @param {string} id */
  cancelFile(id) {
    this.#talk?.files.cancel(id);
  }

  /** Leaves the room, which ends it for the other one too, and keeps nothing of it. */
  end() {
    this.#end('you_left');
  }

  #here() {
    if (this.#talk?.confirmed !== true || this.#ending) throw new Error('nobody is there to receive it');
    return this.#talk;
  }

  /** @param {import('./rooms-channel.js').RoomMessage | undefined} message */
  #heard(message) {
    switch (message?.type) {
      case 'init': return this.#letIn(message);
      case 'peer_ready': return this.#meet();
      case 'peer_left': return this.#left();
      case 'room_expired': return this.#end('expired');
      case 'signal': return this.#signalled(message.data);
      case 'file_transfer_authorized': return this.#gate.answer('open');
      case 'file_transfer_error': return this.#gate.answer('too_large');
      default: return undefined;
    }
  }

  /** @param {import('./rooms-channel.js').Init} init */
  #letIn({ initiator, peerPresent, ttl, fileSizeLimit }) {
    this.#arrival.stop();
    this.#deadline.start(ttl);
    this.#fileSizeLimit = fileSizeLimit;
    this.#endsAt = this.#deps.clock.now() + ttl;
    this.#listener.clock(this.#endsAt);
    this.#listener.limits({ fileSize: fileSizeLimit });
    if (this.#role === undefined) this.#prepare(initiator ? 'initiator' : 'responder');
    this.#gate.open();
    this.#talk?.signalsPassAgain();
    if (peerPresent || this.#role === 'responder') this.#meet();
    else if (!this.#met) this.#tell('waiting');
  }

  /** @param {import('./keys.js').Role} [role] that of this stay, also after a lost socket */
  #prepare(role = this.#role) {
    this.#role = role;
    this.#steps.add(() => {
      if (this.#means === undefined || role === undefined) return;
      this.#talk?.close();
      this.#talk = this.#newTalk(role, { ...this.#means, relayOnly: this.#relayOnly });
    });
  }

  /** @param {import('./keys.js').Role} role @param {import('./talk.js').Means} means */
  #newTalk(role, means) {
    return new Talk({
      role,
      roomId: this.#roomId,
      means,
      ways: { listener: this.#listener, gate: this.#gate, sizeLimit: () => this.#fileSizeLimit },
      around: {
        deps: this.#deps,
        send: (data) => this.#cable.send({ action: 'send_signal', data }),
        safetyCode: (words) => this.#listener.safetyCode(words),
        status: (status, path) => this.#tell(status, path),
        over: (reason) => this.#end(reason),
      },
    });
  }

  /** The other one is there. */
  #meet() {
    if (this.#met || this.#role === undefined) return;
    this.#met = true;
    this.#tell('connecting');
    this.#steps.add(() => this.#talk?.start());
  }

  /** @param {unknown} envelope */
  #signalled(envelope) {
    this.#meet(); // whoever signals is there, also if the word of it was lost
    this.#steps.add(() => this.#talk?.receive(envelope));
  }

  /** The other one has left; what it said before is heard first, since it may be a better reason. */
  #left() {
    if (this.#talk === undefined) return this.#end('peer_left');
    const heard = this.#steps.add(() => this.#talk?.heard());
    return void heard.then(() => this.#end('peer_left'));
  }

  /** @param {number} size */
  #askGate(size) {
    this.#cable.send({ action: 'initiate_file_transfer', metadata: { file_size: size } });
  }

  /** The server is out of reach for now. Who has met the other one goes on without it. */
  #away() {
    this.#gate.shut();
    if (this.#told.status === 'waiting') this.#tell('away');
  }

  /** @param {import('./cable.js').CableEnd} why */
  #cut(why) {
    this.#gate.close();
    // Whose connection is down, too, was away until the place was given up, and the other side has been told so.
    if (why === 'rejected' && this.#told.status === 'lost') return this.#end('peer_left');
    // A talk that stands needs no server; if it breaks it cannot be mended, and ends by itself.
    if (this.#talk?.confirmed !== true) this.#end(why === 'rejected' ? 'full_or_gone' : 'server');
  }

  /** @param {Status} status @param {Path} [path] @param {EndReason} [reason] */
  #tell(status, path = 'unknown', reason = undefined) {
    if (this.#told.status === status && this.#told.path === path) return;
    this.#told = { status, path };
    this.#listener.status(status, { path, reason });
  }

  /** @param {EndReason} reason */
  #end(reason) {
    if (this.#ending) return;
    this.#ending = true;
    this.#arrival.stop();
    this.#deadline.stop();
    this.#steps.stop();
    this.#cable.close();
    this.#talk?.close();
    this.#talk = undefined;
    this.#means?.lanes.close();
    this.#means = undefined;
    this.#gate.close();
    const timeIsUp = reason === 'peer_left' && this.#deps.clock.now() > this.#endsAt - LAST_MOMENTS;
    this.#tell('ended', this.#told.path, timeIsUp ? 'expired' : reason);
    this.#ended = true;
  }
}
