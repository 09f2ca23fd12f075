/**
 * What two sides share once they have agreed on a master key (docs/session-protocol.md, K5): from then on the master
 * key itself is gone, and so are the chain keys that it began.
 */

import { toUtf8 } from './bytes.js';
import { Confirmation } from './confirmation.js';
import { otherRole } from './keys.js';
import { Ratchet } from './ratchet.js';
import { safetyCode } from './safety-code.js';
import { TextReader, TextWriter } from './text-frames.js';

/** @typedef {import('./hkdf.js').HkdfKey} HkdfKey */

/**
 * @typedef {object} Agreement
 * @property {Confirmation} confirmation
 * @property {TextWriter} writer of our texts
 * @property {TextReader} reader of the other side's
 * @property {Ratchet} filesOut the keys of the files that we offer, one a step
 * @property {Ratchet} filesIn the same for the other side's
 * @property {string[]} safetyCode
 */

/**
 * Derives all of it.
 * @param {object} parts
 * @param {Crypto} parts.crypto
 * @param {import('./keys.js').Role} parts.role ours
 * @param {HkdfKey} parts.master
 * @param {import('./bytes.js').Bytes} parts.transcript
 * @returns {Promise<Agreement>}
 */
export async function agree({ crypto, role, master, transcript }) {
  const other = otherRole(role);
  const confirmInfo = (/** @type {string} */ writer) => ({ info: toUtf8(`nullroom/2 confirm ${writer}`) });
  const first = (/** @type {string} */ what) => master.key({ info: toUtf8(`nullroom/2 ${what}`) });
  const [own, others, textsOut, textsIn, filesOut, filesIn, code] = await Promise.all([
    master.mac(confirmInfo(role), 'sign'),
    master.mac(confirmInfo(other), 'verify'),
    first(`text ${role}`), first(`text ${other}`),
    first(`files ${role}`), first(`files ${other}`),
    safetyCode(crypto, transcript),
  ]);
  return {
    confirmation: new Confirmation(crypto, { own, other: others }, transcript),
    writer: new TextWriter(crypto, new Ratchet(textsOut, 'nullroom/2 frame', 'encrypt')),
    reader: new TextReader(crypto, new Ratchet(textsIn, 'nullroom/2 frame', 'decrypt')),
    filesOut: new Ratchet(filesOut, 'nullroom/2 file', 'encrypt'),
    filesIn: new Ratchet(filesIn, 'nullroom/2 file', 'decrypt'),
    safetyCode: code,
  };
}
