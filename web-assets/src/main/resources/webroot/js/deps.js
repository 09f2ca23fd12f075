/**
 * What the core takes from the browser. Tests put their own in place of each.
 */

import { chooseMlKem } from './ml-kem.js';
import { newX25519 } from './x25519.js';

/**
 * @typedef {object} Deps
 * @property {new (url: string, protocols: string[]) => WebSocket} WebSocket
 * @property {new (configuration: RTCConfiguration) => RTCPeerConnection} RTCPeerConnection
 * @property {Crypto} crypto
 * @property {() => Promise<import('./handshake.js').KeySources>} sources of fresh key shares
 * @property {() => Promise<Worker | undefined>} fileWorker that is ready to work on files, where one can be had
 * @property {(url: string, init: RequestInit) => Promise<Response>} fetch
 * @property {import('./timers.js').Clock} clock
 * @property {{ origin: string }} location
 */

/**
 * The browser's own.
 * @returns {Deps}
 */
export function browserDeps() {
  return {
    WebSocket,
    RTCPeerConnection,
    crypto,
    sources: async () => ({
      x25519: () => newX25519(crypto),
      mlKem: await chooseMlKem(crypto, () => import('@noble/post-quantum/ml-kem.js')),
    }),
    // Only a room has files; the page of a room has the module already.
    fileWorker: async () => (await import('./file-lanes.js')).startFileWorker(),
    fetch: (url, init) => fetch(url, init),
    clock: {
      now: () => performance.now(),
      setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
      clearTimeout: (timer) => clearTimeout(/** @type {number} */ (timer)),
    },
    location,
  };
}
