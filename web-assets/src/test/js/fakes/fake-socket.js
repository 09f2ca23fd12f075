/**
 * The WebSocket class of a fake server.
 * @param {import('./fake-server.js').FakeServer} server
 * @param {import('./fake-clock.js').FakeClock} clock
 */
export function fakeSocketClass(server, clock) {
  return class FakeSocket {
    #open = false;
    #ping;
    onmessage = null;
    onclose = null;

    constructor(url, protocols) {
      this.url = url;
      this.protocols = protocols;
      setImmediate(() => (server.down ? this.lose() : this.#arrive()));
    }

    send(text) {
      if (!this.#open) throw new Error('InvalidStateError');
      const command = JSON.parse(text);
      setImmediate(() => server.received(this, command));
    }

    close() {
      if (!this.#open) return;
      this.#stop();
      setImmediate(() => server.lost(this));
    }

    /** The server says something. */
    tell(message) {
      this.tellText(JSON.stringify(message));
    }

    tellText(text) {
      setImmediate(() => this.onmessage?.({ data: text }));
    }

    /** The wire is cut. */
    lose() {
      this.#stop();
      server.lost(this);
      this.onclose?.();
    }

    /** The server says nothing any more, and the wire stays. */
    freeze() {
      clock.clearTimeout(this.#ping);
    }

    #arrive() {
      this.#open = true;
      server.sockets.add(this);
      this.tell({ type: 'welcome' });
      this.#beat();
    }

    #beat() {
      this.#ping = clock.setTimeout(() => {
        this.tell({ type: 'ping', message: 1 });
        this.#beat();
      }, 3_000);
    }

    #stop() {
      this.#open = false;
      server.sockets.delete(this);
      clock.clearTimeout(this.#ping);
    }
  };
}
