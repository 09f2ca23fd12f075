/** Tries out whether WebSockets pass: takes a place in a room of its own, and leaves it. */

import { toBase64Url } from './bytes.js';
import { Cable } from './cable.js';
import { parseRoomMessage, roomIdentifier } from './rooms-channel.js';

const PATIENCE = 10_000;

/**
 * A place in that room, as soon as the server has let us in; leaving it ends the room.
 * @param {string} roomId
 * @param {import('./deps.js').Deps} deps
 * @returns {Promise<{ works: boolean, leave: () => void }>}
 */
export async function tryCable(roomId, deps) {
  const { clock, crypto, location } = deps;
  /** @type {(works: boolean) => void} */
  let tell = () => {};
  const told = new Promise((/** @type {(works: boolean) => void} */ resolve) => {
    tell = resolve;
  });
  const cable = new Cable({
    url: `${location.origin.replace(/^http/, 'ws')}/cable`,
    identifier: roomIdentifier(roomId, toBase64Url(crypto.getRandomValues(new Uint8Array(32)))),
    deps,
    listener: {
      message: (message) => {
        if (parseRoomMessage(message)?.type === 'init') tell(true);
      },
      away: () => {},
      closed: () => tell(false),
    },
  });
  const timer = clock.setTimeout(() => tell(false), PATIENCE);
  cable.open();
  const works = await told;
  clock.clearTimeout(timer);
  return { works, leave: () => cable.close() };
}
