/**
 * One end of a data channel: ordered, whole, with a buffer that empties as the network takes it. A test can look at
 * and change what passes by `wire`.
 */
export class FakeDataChannel {
  #network;
  #twin;
  #buffer = [];
  #flushing = false;
  label;
  ordered;
  maxRetransmits = null;
  maxPacketLifeTime = null;
  readyState = 'connecting';
  binaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  /** The most that ever waited. */
  peak = 0;
  /** Whether nothing leaves the buffer, as over a very slow way. */
  stalled = false;
  /** What each message becomes on the way; an empty list loses it. @type {(bytes: Uint8Array) => Uint8Array[]} */
  wire = (bytes) => [bytes];
  onopen = null;
  onclose = null;
  onmessage = null;
  onbufferedamountlow = null;

  constructor(label, { ordered }, network) {
    this.label = label;
    this.ordered = ordered;
    this.#network = network;
  }

  get joined() {
    return this.#twin !== undefined;
  }

  get twin() {
    return this.#twin;
  }

  join(twin) {
    this.#twin = twin;
    if (!twin.joined) twin.join(this);
  }

  opened() {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.onopen?.();
  }

  send(data) {
    if (this.readyState !== 'open') throw new Error('InvalidStateError');
    if (data.length > this.#network.maxMessageSize) throw new TypeError('message too long');
    this.#buffer.push(new Uint8Array(data));
    this.bufferedAmount += data.length;
    this.peak = Math.max(this.peak, this.bufferedAmount);
    this.#flush();
  }

  close() {
    if (this.readyState === 'closed' || this.readyState === 'closing') return;
    this.readyState = 'closing';
    this.#flush();
  }

  /** Packets pass again. */
  resume() {
    this.stalled = false;
    this.#flush();
  }

  /** Hands bytes to whoever listens at this end, as if the other end had sent them. */
  deliver(bytes) {
    this.onmessage?.({ data: bytes.slice().buffer });
  }

  #flush() {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => this.#step());
  }

  #step() {
    this.#flushing = false;
    if ((this.stalled || !this.#network.carries) && this.readyState === 'open') return;
    if (this.#network.carries) this.#pass();
    if (this.readyState === 'closing' && !this.#network.carries) this.#buffer = [];
    if (this.#buffer.length > 0) return this.#flush();
    if (this.readyState === 'closing') this.#finish();
  }

  #pass() {
    const before = this.bufferedAmount;
    for (const bytes of this.#buffer.splice(0, 4)) {
      this.bufferedAmount -= bytes.length;
      this.#network.tap?.(bytes, this);
      for (const arriving of this.wire(bytes)) this.#twin.deliver(arriving);
    }
    const low = this.bufferedAmountLowThreshold;
    if (before > low && this.bufferedAmount <= low) this.onbufferedamountlow?.();
  }

  #finish() {
    this.readyState = 'closed';
    this.onclose?.();
    if (this.#network.carries) setImmediate(() => this.#twin?.close());
  }
}
