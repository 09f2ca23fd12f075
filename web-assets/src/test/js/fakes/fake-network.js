import { FakeDataChannel } from './fake-data-channel.js';

/**
 * Peer connections that find each other through what their descriptions say, over a network that can be cut.
 * Use `network.RTCPeerConnection` as the class.
 */
export class FakeNetwork {
  #connections = new Map();
  #next = 1;
  #cut = false;
  /** Whether pairs go by a relay. */
  relayed = false;
  /** Whether a relay that is asked for an address gives one. */
  relaysAnswer = true;
  /** Whether pairs can be found at all. */
  passable = true;
  maxMessageSize = 262_144;
  /** Sees every message of every channel. */
  tap = () => {};

  RTCPeerConnection = ((network) => class extends FakePeerConnection {
    constructor(configuration) {
      super(network, configuration);
    }
  })(this);

  get connections() {
    return [...this.#connections.values()];
  }

  enrol(connection) {
    const id = this.#next++;
    this.#connections.set(id, connection);
    return id;
  }

  find(id) {
    return this.#connections.get(id);
  }

  get carries() {
    return !this.#cut;
  }

  /** No packet passes any more; each side notices. */
  cut(state = 'disconnected') {
    this.#cut = true;
    for (const connection of this.connections) connection.enter(state);
  }

  /** Packets can pass again; a connection comes back by a restart. */
  mend() {
    this.#cut = false;
    for (const connection of this.connections) for (const channel of connection.channels.values()) channel.resume();
  }

  /** A connection that comes back by itself. */
  recover() {
    this.mend();
    for (const connection of this.connections) connection.enter('connected');
  }
}

/** As much of RTCPeerConnection as the core uses, with its rules of signalling states. */
class FakePeerConnection {
  #network;
  #id;
  #generation = 0;
  #remote;
  #candidates = 0;
  #channels = new Map();
  connectionState = 'new';
  signalingState = 'stable';
  localDescription = null;
  onicecandidate = null;
  ondatachannel = null;
  onconnectionstatechange = null;

  constructor(network, configuration) {
    this.#network = network;
    this.configuration = configuration;
    this.#id = network.enrol(this);
    this.offers = 0;
    this.gathered = [];
  }

  get sctp() {
    return { maxMessageSize: this.#network.maxMessageSize };
  }

  createDataChannel(label, options) {
    const channel = new FakeDataChannel(label, options, this.#network);
    this.#channels.set(label, channel);
    return channel;
  }

  async createOffer({ iceRestart = false } = {}) {
    this.offers++;
    if (iceRestart || this.#generation === 0) this.#generation++;
    return { type: 'offer', sdp: this.#sdp() };
  }

  async createAnswer() {
    if (this.signalingState !== 'have-remote-offer') throw new Error('InvalidStateError');
    return { type: 'answer', sdp: this.#sdp() };
  }

  async setLocalDescription(description) {
    this.localDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
    if (this.connectionState === 'new') this.connectionState = 'connecting';
    setImmediate(() => this.#gather());
  }

  async setRemoteDescription({ type, sdp }) {
    const [, id, generation] = /^a=ice-ufrag:(\d+)-(\d+)/m.exec(sdp) ?? [];
    if (id === undefined) throw new Error('InvalidAccessError: not SDP');
    if (type === 'answer' && this.signalingState !== 'have-local-offer') throw new Error('InvalidStateError');
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
    if (type === 'offer') this.#generation = Number(generation);
    this.#remote = Number(id);
    this.#candidates = 0;
  }

  async addIceCandidate({ candidate }) {
    const [, id, generation] = /ufrag (\d+)-(\d+)/.exec(candidate) ?? [];
    if (Number(id) !== this.#remote || Number(generation) !== this.#generation) throw new Error('OperationError');
    this.#candidates++;
    this.#tryConnect();
    this.#network.find(this.#remote)?.tryConnect();
  }

  async getStats() {
    if (this.connectionState !== 'connected') return new Map();
    const type = this.#network.relayed ? 'relay' : 'host';
    return new Map([
      ['t', { id: 't', type: 'transport', selectedCandidatePairId: 'p' }],
      ['p', { id: 'p', type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r' }],
      ['l', { id: 'l', type: 'local-candidate', candidateType: this.#id === 1 ? type : 'host' }],
      ['r', { id: 'r', type: 'remote-candidate', candidateType: 'prflx' }],
    ]);
  }

  close() {
    if (this.connectionState === 'closed') return;
    this.connectionState = 'closed';
    this.signalingState = 'closed';
    for (const channel of this.#channels.values()) channel.close();
  }

  enter(state) {
    if (this.connectionState === 'closed' || this.connectionState === state) return;
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  tryConnect() {
    this.#tryConnect();
  }

  get channels() {
    return this.#channels;
  }

  get remote() {
    return this.#remote;
  }

  #tryConnect() {
    const other = this.#network.find(this.#remote);
    const ready = this.signalingState === 'stable' && this.#candidates > 0 && other?.remote === this.#id;
    if (!ready || !this.#network.carries || !this.#network.passable || this.connectionState === 'closed') return;
    if (this.localDescription.type === 'offer') this.#joinChannels(other);
    setImmediate(() => this.enter('connected'));
  }

  #joinChannels(other) {
    for (const [label, channel] of this.#channels) {
      if (channel.joined) continue;
      const twin = other.createDataChannel(label, { ordered: channel.ordered });
      channel.join(twin);
      setImmediate(() => {
        twin.readyState = 'open'; // as Chromium has it: open when handed over, and said to open after that
        other.ondatachannel?.({ channel: twin });
        twin.onopen?.();
        channel.opened();
      });
    }
  }

  #gather() {
    if (this.connectionState === 'closed') return;
    const type = this.configuration.iceTransportPolicy === 'relay' ? 'relay' : 'host';
    if (type === 'relay' && !this.#network.relaysAnswer) return;
    this.gathered.push(type);
    const candidate = `candidate:1 1 udp 1 192.0.2.${this.#id} 9 typ ${type} ufrag ${this.#id}-${this.#generation}`;
    this.onicecandidate?.({ candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0 } });
    this.onicecandidate?.({ candidate: null });
  }

  #sdp() {
    const fingerprint = Array(32).fill(this.#id.toString(16).padStart(2, '0')).join(':').toUpperCase();
    return `v=0\r\na=ice-ufrag:${this.#id}-${this.#generation}\r\na=fingerprint:sha-256 ${fingerprint}\r\n`;
  }
}
