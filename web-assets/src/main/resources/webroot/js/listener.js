/**
 * What a room tells its page, and the guard that keeps the order of it.
 */

/** @typedef {import('./path.js').Path} Path */

/**
 * `waiting` alone in the room, `away` the same and the server is out of reach, `connecting` the other one is there,
 * `secure` people can talk, `lost` the connection is down and a way is being looked for, `ended`.
 * @typedef {'waiting' | 'away' | 'connecting' | 'secure' | 'lost' | 'ended'} Status
 */

/**
 * `broken`: the other side, though it has the right link, broke the protocol; nothing of that was shown.
 * `server`: the server could not be reached, sent us away, or tampered with the introduction.
 * `relay_missing`: no connection, and the server had no relay to help. `relay_unreachable`: we hide our address, and
 * there is no relay to do it.
 * @typedef {'you_left' | 'peer_left' | 'expired' | 'full_or_gone' | 'wrong_key' | 'no_connection' | 'relay_missing'
 *   | 'relay_unreachable' | 'bad_link' | 'server' | 'broken'} EndReason
 */

/** @typedef {{ id: string, name: string, size: number, type: string }} FileInfo */
/**
 * `not_asked`: the server's gate gave no answer. `not_read`: our own file was moved, changed or locked.
 * `broken_there`: the other side gave it up, and says no more of why.
 * @typedef {'cancelled_here' | 'cancelled_there' | 'too_large' | 'not_asked' | 'not_read' | 'broken'
 *   | 'broken_there' | 'not_saved' | 'room_ended'} FileEnd
 */

/**
 * @typedef {object} Listener
 * @property {(status: Status, detail: { path: Path, reason: EndReason | undefined }) => void} status on each change of
 *   status or path; `ended` always has a reason, and is the last call ever
 * @property {(words: string[]) => void} safetyCode what both people see alike if nobody is between them; once, right
 *   before the first `secure`
 * @property {(deadline: number) => void} clock the room's end, in ms on the clock's scale; again when it is corrected
 * @property {(limits: { fileSize: number }) => void} limits in bytes
 * @property {(text: { id: string, text: string }) => void} text from the other one, each once, in order
 * @property {(id: string) => void} delivered our text was shown on the other side
 * @property {(info: FileInfo) => void} fileOffered by the other one
 * @property {(id: string) => void} offerMade our file is offered to the other one now, since the server allows it
 * @property {(id: string) => void} fileAccepted our offer was
 * @property {(id: string) => void} fileDeclined our offer was
 * @property {(id: string, done: number, total: number) => void} fileProgress bytes that the
 *   receiver has written away
 * @property {(id: string, blob: Blob | undefined) => void} fileDone the verified file where we received it into
 *   memory
 * @property {(id: string, why: FileEnd) => void} fileEnded without being done
 */

/**
 * The same listener, except that nothing is told once it is muted, and that a fault of the page's own code reaches the
 * browser's error handler and not the protocol.
 * @param {Listener} listener
 * @param {() => boolean} muted
 * @returns {Listener}
 */
export function guarded(listener, muted) {
  const guard = /** @param {keyof Listener} name */ (name) => (/** @type {unknown[]} */ ...details) => {
    if (muted()) return;
    try {
      Reflect.apply(listener[name], listener, details);
    } catch (cause) {
      queueMicrotask(() => {
        throw cause;
      });
    }
  };
  return {
    status: guard('status'),
    safetyCode: guard('safetyCode'),
    clock: guard('clock'),
    limits: guard('limits'),
    text: guard('text'),
    delivered: guard('delivered'),
    fileOffered: guard('fileOffered'),
    offerMade: guard('offerMade'),
    fileAccepted: guard('fileAccepted'),
    fileDeclined: guard('fileDeclined'),
    fileProgress: guard('fileProgress'),
    fileDone: guard('fileDone'),
    fileEnded: guard('fileEnded'),
  };
}
