/**
 * What the server says of a room before we enter it: the relays and address finders that its peers may use.
 */

const MAX_SERVERS = 16;
const TRIES = 4;
const FIRST_PAUSE = 500;
const SCHEME = /^(stuns?|turns?):/;

/** No such room, no more, or never: the server does not say which. */
export class RoomGone extends Error {
  constructor() {
    super('no such room');
    this.name = 'RoomGone';
  }
}

/**
 * The ICE servers for a room. Tries again where the server cannot be reached or has no answer for now.
 * @param {string} roomId
 * @param {Pick<import('./deps.js').Deps, 'fetch' | 'clock' | 'location'>} deps
 * @returns {Promise<RTCIceServer[]>}
 * @throws {RoomGone}
 * @throws {Error} when the server gave no answer to any try
 */
export async function fetchIceServers(roomId, deps) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchOnce(roomId, deps);
    } catch (cause) {
      if (cause instanceof RoomGone || attempt === TRIES) throw cause;
    }
    await new Promise((resolve) => {
      deps.clock.setTimeout(() => resolve(undefined), FIRST_PAUSE * 2 ** (attempt - 1));
    });
  }
}

/** @param {string} roomId @param {Pick<import('./deps.js').Deps, 'fetch' | 'location'>} deps */
async function fetchOnce(roomId, { fetch, location }) {
  const answer = await fetch(`${location.origin}/rooms/${roomId}`, {
    headers: { accept: 'application/json' },
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  });
  if (answer.status === 404) throw new RoomGone();
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const { ice_servers: servers } = /** @type {Record<string, unknown>} */ (Object(await answer.json()));
  return Array.isArray(servers) ? servers.slice(0, MAX_SERVERS).flatMap(readServer) : [];
}

/**
 * Our own copy of a server's entry, or nothing where a browser could not use it: one bad entry would make the whole
 * connection fail.
 * @param {unknown} value
 * @returns {RTCIceServer[]}
 */
function readServer(value) {
  const { urls, username, credential } = /** @type {Record<string, unknown>} */ (Object(value));
  /** @type {unknown[]} */
  const candidates = Array.isArray(urls) ? urls : [urls];
  const list = candidates.filter((url) => typeof url === 'string').filter((url) => SCHEME.test(url));
  if (list.length === 0) return [];
  if (typeof username === 'string' && typeof credential === 'string') return [{ urls: list, username, credential }];
  const free = list.filter((url) => url.startsWith('stun'));
  return free.length === 0 ? [] : [{ urls: free }];
}
