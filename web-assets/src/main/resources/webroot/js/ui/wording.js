/** What the room page says, one place for all of it. No DOM. */

import { exactSizeText, sizeText } from './format.js';

/** @typedef {import('../listener.js').Status} Status */
/** @typedef {import('../path.js').Path} Path */
/** @typedef {import('../listener.js').EndReason} EndReason */
/** @typedef {import('../link.js').LinkProblem} LinkProblem */
/** @typedef {import('../listener.js').FileEnd} FileEnd */

/** @type {Record<Path, string>} */
const SECURE = {
  direct: 'Secure, direct',
  relayed: 'Secure, relayed',
  unknown: 'Secure',
};

/** @type {Record<Exclude<Status, 'secure'> | 'outside', string>} */
const STATUS = {
  outside: 'Not inside yet',
  waiting: 'Waiting for the other person',
  away: 'Server out of reach, trying again',
  connecting: 'Connecting',
  lost: 'Connection lost, trying again',
  ended: 'Room ended',
};

/**
 * What is going on, in a few words.
 * @param {Status | 'outside'} status `outside` before coming in
 * @param {Path} path
 */
export function statusText(status, path) {
  return status === 'secure' ? SECURE[path] : STATUS[status];
}

/** @type {Record<Exclude<Status, 'ended'>, string>} */
const PROMPT = {
  waiting: 'Nobody here yet',
  away: 'Nobody here yet',
  connecting: 'Nobody here yet',
  secure: 'Write a message',
  lost: 'Sent once reconnected',
};

/**
 * What the empty message field says.
 * @param {Exclude<Status, 'ended'>} status
 */
export function promptText(status) {
  return PROMPT[status];
}

/** @type {Record<Path, string>} */
const QUIET = {
  direct: 'You are both here. What you write goes straight from one browser to the other.',
  relayed: 'You are both here. A relay passes on what you write, and cannot read it.',
  unknown: 'You are both here.',
};

/**
 * What the empty conversation says; empty while there is nothing to say.
 * @param {Exclude<Status, 'ended'>} status
 * @param {Path} path
 */
export function quietText(status, path) {
  if (status === 'connecting') return 'Looking for a way to the other person';
  return status === 'secure' ? QUIET[path] : '';
}

/** @typedef {{title: string, text: string}} Ending */

/** @type {Record<EndReason, Ending>} */
const ENDINGS = {
  you_left: {
    title: 'Room destroyed',
    text: 'Messages, files and the key are gone from this page, and the room is closed for the other person too.',
  },
  peer_left: {
    title: 'The other person left',
    text: 'The room closed with them. Messages, files and the key are gone from this page.',
  },
  expired: {
    title: 'Time is up',
    text: 'The room has reached its end, for both of you. Messages, files and the key are gone from this page.',
  },
  full_or_gone: {
    title: 'Room is full or gone',
    text: 'Two people are in it already, or it has ended. If you were meant to be in it, ask for a link to a new room.',
  },
  wrong_key: {
    title: 'The key does not fit',
    text: 'The link was altered on its way, or somebody interfered with the connection. Nothing was sent. Make '
      + 'a new room, and send its link by another way.',
  },
  no_connection: {
    title: 'No way to each other',
    text: 'Your two networks let no direct connection through, or it broke for good, and no relay could help. Try '
      + 'another network, such as mobile data in place of Wi-Fi, or switch a VPN off.',
  },
  relay_missing: {
    title: 'No way to each other',
    text: 'Your two networks let no direct connection through, or it broke for good, and this server has no relay to '
      + 'help. Try another network, such as mobile data in place of Wi-Fi, or switch a VPN off.',
  },
  relay_unreachable: {
    title: 'No relay to hide behind',
    text: 'You chose to hide your address, and no relay could be reached. No other way was tried, so the other person '
      + 'has not seen your address. Try another network, or open a new room without hiding it.',
  },
  bad_link: {
    title: 'The link is not complete',
    text: 'The key after the # is missing or damaged, and without it the room stays closed. Ask for the '
      + 'whole link again.',
  },
  server: {
    title: 'The server was of no help',
    text: 'It could not be reached, it has closed the connection, or it passed on what the other person did not send. '
      + 'Check your own connection, then try a new room. If that ends alike, do not trust this server.',
  },
  broken: {
    title: 'Something was not right',
    text: 'The other side sent what no Nullroom page sends, so the room was closed. Nothing of it was '
      + 'shown. Load the page again on both sides, then open a new room.',
  },
};

/**
 * Why the room is over, and what to do.
 * @param {EndReason} reason
 */
export function endingText(reason) {
  return ENDINGS[reason];
}

/** @type {Record<LinkProblem, Ending>} */
const LINK_PROBLEMS = {
  missing: {
    title: 'The key is missing',
    text: 'A link to a room ends in # and a key, and without the key the room stays closed. Ask for the '
      + 'whole link again.',
  },
  old_dialect: {
    title: 'This link is too old',
    text: 'It comes from an earlier version of Nullroom, which this page does not speak. Open a new room instead.',
  },
  unknown_dialect: {
    title: 'This link is too new',
    text: 'It comes from a later version of Nullroom than this page. Load the page again, or open a new room.',
  },
  wrong_length: {
    title: 'The link is not complete',
    text: 'The key after the # was cut off or something was added to it. Ask for the whole link again.',
  },
  malformed: {
    title: 'The link is damaged',
    text: 'The key after the # has letters in it that no key has. Ask for the link again.',
  },
};

/**
 * What is wrong with the link, and what to do.
 * @param {LinkProblem} problem
 */
export function linkProblemText(problem) {
  return LINK_PROBLEMS[problem];
}

/** @type {Record<FileEnd, string>} */
const FILE_ENDINGS = {
  cancelled_here: 'You cancelled it',
  cancelled_there: 'The other person cancelled it',
  too_large: 'Too large for the other side',
  not_asked: 'The server, which has to be asked first, does not answer',
  broken: 'Arrived damaged and was thrown away',
  broken_there: 'Could not be read or saved on the other side, or arrived damaged there',
  not_read: 'Could not be read any more. If it was changed or moved, choose it again',
  not_saved: 'Could not be written to the disk',
  room_ended: 'The room ended',
};

/**
 * Why a file did not make it.
 * @param {FileEnd} why
 * @param {number} limit bytes that a file may have in this room
 */
export function fileEndText(why, limit) {
  if (why !== 'too_large' || !Number.isFinite(limit)) return FILE_ENDINGS[why];
  return `${FILE_ENDINGS[why]} (${sizeText(limit)})`;
}

/**
 * Why this file is not even offered.
 * @param {string} name
 * @param {number} size bytes
 * @param {number} limit bytes
 */
export function overLimitText(name, size, limit) {
  const alike = sizeText(size) === sizeText(limit);
  const [has, may] = alike ? [exactSizeText(size), exactSizeText(limit)] : [sizeText(size), sizeText(limit)];
  const exact = alike && size >= 1024 ? ` (${sizeText(limit)})` : '';
  return `“${name}” is too large: it has ${has}, and a file here may have at most ${may}${exact}.`;
}

/**
 * How far a file has come: `1.5 MB of 5 MB`.
 * @param {number} done bytes
 * @param {number} total bytes
 */
export function progressText(done, total) {
  return `${sizeText(done)} of ${sizeText(total)}`;
}

/** What hiding one's address means, by whether there is a relay to do it and whether it is chosen. */
export const HIDE_NOTES = {
  on: 'The other person cannot learn your IP address. All goes by a relay of this server, or not at all.',
  off: 'Your browsers connect directly where they can, so you can learn each other’s IP address.',
  impossible: 'Your address cannot be hidden here: this server has no relay at the moment.',
};

export const UNSUPPORTED = 'This browser cannot hold a room';
export const ONE_MINUTE_LEFT = 'One minute left. Save what you want to keep.';
export const MESSAGE_TOO_LONG = 'This message is too long to send in one piece. Shorten it, or send it as a file.';
export const TOO_MUCH_WAITS = 'Too much is still on its way. Wait until it is delivered, then send this again.';
export const HELD_IN_MEMORY = 'large: held in memory until you save it';
export const CANNOT_SAVE_THERE = 'The browser does not let a file be saved there. Choose another place.';
export const FILES_NEED_CONNECTION = 'Files can be sent while the connection is up.';
export const NO_FOLDERS = 'Folders cannot be sent. Pack it into one file first.';
