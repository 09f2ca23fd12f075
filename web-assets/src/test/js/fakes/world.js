import { newLinkKey } from '../../../main/resources/webroot/js/link.js';
import { FakeClock } from './fake-clock.js';
import { FakeNetwork } from './fake-network.js';
import { FakePage } from './fake-page.js';
import { FakeServer } from './fake-server.js';
import { until } from './wait.js';

/** A clock, a server, a network and one room in it, for as many pages as a test opens. */
export class World {
  clock = new FakeClock();
  network = new FakeNetwork();
  server = new FakeServer(this.clock);
  linkKey = newLinkKey();

  constructor(ttl) {
    this.roomId = this.server.newRoom(ttl);
  }

  /** Opens the room's page. */
  enter({ linkKey = this.linkKey, roomId = this.roomId, crypto, ...choices } = {}) {
    return new FakePage({ roomId, linkKey, deps: this.server.deps(this.network, crypto), ...choices });
  }

  /** Opens the page of the first one, and when it waits that of the second one. */
  async enterBoth(second = {}) {
    const one = this.enter();
    await until(() => one.status === 'waiting');
    return [one, this.enter(second)];
  }

  /** Both pages, with a talk going on. */
  async talking() {
    const pages = await this.enterBoth();
    await until(() => pages.every((page) => page.status === 'secure' && page.path !== 'unknown'), 'both secure');
    return pages;
  }

  /** The end of a channel that the page's side of the network holds: 0 the first one's, 1 the second one's. */
  channel(side, label) {
    return this.network.connections[side].channels.get(label);
  }
}
