/** Asks the server for a room. No DOM. */

/** @typedef {{roomId: string, problem: ''} | {roomId: '', problem: string}} Created */

const PATIENCE = 10_000;
const ROOM_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const OFFLINE = 'You seem to be offline. Connect, then try again.';
const UNREACHABLE = 'The server cannot be reached. Check your connection, then try again.';
const UNEXPECTED = 'The server gave an answer that makes no sense. Try again later.';

/**
 * Makes a room, or says in one sentence why there is none. Sends nothing of the user or the key.
 * @param {typeof fetch} [ask]
 * @param {() => boolean} [online]
 * @returns {Promise<Created>}
 */
export async function createRoom(ask = fetch, online = () => navigator.onLine) {
  try {
    const answer = await ask('/rooms', {
      method: 'POST',
      headers: { Accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return answer.ok ? await roomOf(answer) : refused(refusalText(answer));
  } catch {
    // Whatever made fetch fail, all that the user can act on is whether there is a network at all.
    return refused(online() ? UNREACHABLE : OFFLINE);
  }
}

/**
 * @param {Response} answer
 * @returns {Promise<Created>}
 */
async function roomOf(answer) {
  const body = await answer.json();
  const roomId = body?.room_id;
  return typeof roomId === 'string' && ROOM_ID.test(roomId) ? { roomId, problem: '' } : refused(UNEXPECTED);
}

/**
 * @param {string} problem
 * @returns {Created}
 */
function refused(problem) {
  return { roomId: '', problem };
}

/** @param {Response} answer */
function refusalText(answer) {
  const when = waitText(Number(answer.headers.get('Retry-After')));
  if (answer.status === 429) return `Many rooms have been opened from your network just now. Try again ${when}.`;
  if (answer.status === 503) return `The server cannot open rooms at the moment. Try again ${when}.`;
  return 'Something went wrong on the server. Try again later.';
}

/** @param {number} seconds */
function waitText(seconds) {
  if (!(seconds > 0)) return 'in a moment';
  if (seconds < 90) return seconds === 1 ? 'in a second' : `in ${Math.ceil(seconds)} seconds`;
  return `in ${Math.ceil(seconds / 60)} minutes`;
}
