import { randomUUID } from 'node:crypto';
import { fakeSocketClass } from './fake-socket.js';
import { freshSources } from './seeded.js';

/**
 * A server in memory: rooms, their cable with resume and grace, the gate for files. It is honest unless a test changes
 * `relay`, and can be taken away by `down`.
 */
export class FakeServer {
  #clock;
  #rooms = new Map();
  sockets = new Set();
  down = false;
  /** What works on the files of a page; without one the page does it. */
  worker = undefined;
  fileSizeLimit = 16 * 1024 * 1024;
  grace = 10_000;
  iceServers = [{ urls: 'turn:relay.test', username: 'u', credential: 'c' }];
  /** How a file_size is answered. */
  gate = (size) => (size <= this.fileSizeLimit ? 'file_transfer_authorized' : 'file_transfer_error');
  /** What becomes of each signal: a list of what the other one gets. */
  relay = (envelope) => [envelope];
  /** Every command that reached the server. */
  commands = [];

  constructor(clock) {
    this.#clock = clock;
    this.WebSocket = fakeSocketClass(this, clock);
  }

  newRoom(ttl = 900_000) {
    return this.adopt(randomUUID(), ttl);
  }

  /** Makes a room with an id that there has been before. */
  adopt(id, ttl = 900_000) {
    const room = { ends: this.#clock.now() + ttl, places: [] };
    this.#rooms.set(id, room);
    this.#clock.setTimeout(() => this.#expire(id), ttl);
    return id;
  }

  fetch = async (url) => {
    const known = this.#rooms.has(url.split('/').at(-1));
    if (this.down) return { status: 503, ok: false };
    return { status: known ? 200 : 404, ok: known, json: async () => ({ ice_servers: this.iceServers }) };
  };

  /** What a page would find. */
  deps(network, crypto = globalThis.crypto) {
    const { WebSocket, fetch } = this;
    const { RTCPeerConnection } = network;
    const sources = async () => freshSources(crypto);
    const fileWorker = async () => this.worker;
    const location = { origin: 'http://test' };
    return { WebSocket, RTCPeerConnection, fetch, fileWorker, crypto, sources, clock: this.#clock, location };
  }

  /** All sockets are lost, as when a wire is cut. */
  dropSockets() {
    for (const socket of [...this.sockets]) socket.lose();
  }

  /** As after a restart of a server that keeps rooms in memory. */
  forget(roomId) {
    this.#rooms.delete(roomId);
  }

  has(roomId) {
    return this.#rooms.has(roomId);
  }

  received(socket, { command, identifier, data }) {
    this.commands.push({ command, identifier, data });
    if (command === 'subscribe') this.#subscribe(socket, identifier);
    else if (command === 'unsubscribe') this.#leave(socket.place);
    else this.#act(socket, JSON.parse(data));
  }

  lost(socket) {
    const { place } = socket;
    if (place?.socket !== socket || !this.#rooms.has(place.roomId)) return;
    place.socket = undefined;
    place.timer = this.#clock.setTimeout(() => this.#leave(place), this.grace);
  }

  #subscribe(socket, identifier) {
    const { room_id: roomId, resume } = JSON.parse(identifier);
    const room = this.#rooms.get(roomId);
    const known = room?.places.find((place) => place.resume === resume);
    if (room === undefined || (!known && room.places.length === 2)) {
      return socket.tell({ identifier, type: 'reject_subscription' });
    }
    const place = known ?? { roomId, resume, identifier, initiator: room.places.length === 0 };
    if (known) this.#clock.clearTimeout(place.timer);
    else room.places.push(place);
    place.socket = socket;
    socket.place = place;
    socket.tell({ identifier, type: 'confirm_subscription' });
    this.#greet(room, place, known !== undefined);
    return undefined;
  }

  #greet(room, place, resumed) {
    const ttl = room.ends - this.#clock.now();
    this.tell(place, {
      type: 'init', initiator: place.initiator, connection_id: randomUUID(), file_sharing: true,
      file_size_limit: this.fileSizeLimit, ttl_seconds: Math.ceil(ttl / 1000), ttl_milliseconds: ttl,
      resumed, peer_present: room.places.length === 2,
    });
    if (!resumed && !place.initiator) this.tell(this.other(place), { type: 'peer_ready', initiator: true });
  }

  #act(socket, { action, data, metadata }) {
    const { place } = socket;
    if (action === 'initiate_file_transfer') this.tell(place, { type: this.gate(metadata.file_size) });
    if (action !== 'send_signal') return;
    for (const envelope of this.relay(data, place)) this.tell(this.other(place), { type: 'signal', data: envelope });
  }

  /** Everyone in every room. */
  places() {
    return [...this.#rooms.values()].flatMap(({ places }) => places);
  }

  other(place) {
    return this.#rooms.get(place.roomId)?.places.find((each) => each !== place);
  }

  tell(place, message) {
    place?.socket?.tell({ identifier: place.identifier, message });
  }

  #leave(place) {
    if (!place || !this.#rooms.has(place.roomId)) return;
    const other = this.other(place);
    this.#rooms.delete(place.roomId);
    this.tell(other, { type: 'peer_left' });
  }

  #expire(roomId) {
    const places = this.#rooms.get(roomId)?.places ?? [];
    this.#rooms.delete(roomId);
    for (const place of places) {
      this.tell(place, { type: 'room_expired' });
      place.socket?.tell({ type: 'disconnect', reason: 'room_expired', reconnect: false });
    }
  }
}
