/** Tries out whether WebSockets pass: takes a place in a room of its own, and leaves it. */

import { parseRoomMessage, roomCable } from './rooms-channel.js';

const PATIENCE = 10_000;

/**
 * A place in that room, as soon as the server has let us in; leaving it ends the room.
 * @param {string} roomId
 * @param {import('./deps.js').Deps} deps
 * @returns {Promise<{ works: boolean, leave: () => void }>}
 */
export async function tryCable(roomId, deps) {
  const { clock } = deps;
  /** @type {(works: boolean) => void} */
  let tell = () => {};
  const told = new Promise((/** @type {(works: boolean) => void} */ resolve) => {
    tell = resolve;
  });
  const cable = roomCable(roomId, {
    message: (message) => {
      if (parseRoomMessage(message)?.type === 'init') tell(true);
    },
    away: () => {},
    closed: () => tell(false),
  }, deps);
  const timer = clock.setTimeout(() => tell(false), PATIENCE);
  cable.open();
  const works = await told;
  clock.clearTimeout(timer);
  return { works, leave: () => cable.close() };
}
