/**
 * What travels, sealed, in the text frames of the channel `nullroom`: one JSON object a frame.
 *
 *   {"type":"chat","id":…,"text":…}               {"type":"receipt","id":…}            the text was shown
 *   {"type":"path","relayed":true|false}          {"type":"bye"}                       the room ends
 *   {"type":"file-offer","id":…,"name":…,"size":…,"mime":…}
 *   {"type":"file-accept","id":…}                 {"type":"file-decline","id":…,"why":"person"|"too_large"}
 *   {"type":"file-progress","id":…,"bytes":…}     {"type":"file-done","id":…}
 *   {"type":"file-cancel","id":…,"why":"person"|"broken"}
 *
 * An id is 16 random bytes in base64url. A type that is not listed is passed over.
 */

import { fromBase64Url, toBase64Url, toUtf8 } from './bytes.js';
import { cleanFileName, cleanMediaType } from './file-names.js';
import { ProtocolError } from './protocol-error.js';

/** @typedef {{ type: 'chat', id: string, text: string }} Chat */
/** @typedef {{ type: 'receipt', id: string }} Receipt */
/** @typedef {{ type: 'file-offer', id: string, name: string, size: number, mime: string }} FileOffer */
/** @typedef {{ type: 'file-accept' | 'file-done', id: string }} FileStep */
/** @typedef {{ type: 'file-decline', id: string, why: 'person' | 'too_large' }} FileDecline */
/** @typedef {{ type: 'file-cancel', id: string, why: 'person' | 'broken' }} FileCancel */
/** @typedef {{ type: 'file-progress', id: string, bytes: number }} FileProgress */
/** @typedef {FileOffer | FileStep | FileProgress | FileDecline | FileCancel} FileMessage */
/** @typedef {{ type: 'path', relayed: boolean }} PathMessage */
/** @typedef {{ type: 'bye' } | PathMessage | Chat | Receipt | FileMessage} Message */

/** The longest text of one message, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 16 * 1024;
/** Offers of one side that may stand at one time; more than a person can look at are no offers. */
export const MAX_STANDING = 64;
const ID_BYTES = 16;

/** @typedef {Record<string, unknown>} Fields */

/** How each type is read. @type {Record<string, (fields: Fields) => Message>} */
const READERS = {
  bye: () => ({ type: 'bye' }),
  path: ({ relayed }) => ({ type: 'path', relayed: readTruth(relayed) }),
  chat: ({ id, text }) => ({ type: 'chat', id: readId(id), text: readText(text) }),
  receipt: ({ id }) => ({ type: 'receipt', id: readId(id) }),
  'file-offer': readOffer,
  'file-accept': ({ id }) => ({ type: 'file-accept', id: readId(id) }),
  'file-decline': ({ id, why }) => (
    { type: 'file-decline', id: readId(id), why: readOneOf(/** @type {const} */ (['person', 'too_large']), why) }
  ),
  'file-cancel': ({ id, why }) => (
    { type: 'file-cancel', id: readId(id), why: readOneOf(/** @type {const} */ (['person', 'broken']), why) }
  ),
  'file-progress': ({ id, bytes }) => ({ type: 'file-progress', id: readId(id), bytes: readBytes(bytes) }),
  'file-done': ({ id }) => ({ type: 'file-done', id: readId(id) }),
};

/**
 * The message in a decoded frame, or undefined for a type that we do not know.
 * @param {unknown} value
 * @returns {Message | undefined}
 * @throws {ProtocolError} when a message that we know is not well formed
 */
export function parseMessage(value) {
  const fields = /** @type {Fields} */ (Object(value));
  const { type } = fields;
  if (typeof type !== 'string') throw new ProtocolError('a message without a type');
  return Object.hasOwn(READERS, type) ? READERS[type]?.(fields) : undefined;
}

/**
 * A fresh id for a text or a transfer.
 * @param {Crypto} crypto
 */
export function newId(crypto) {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
}

/** @param {unknown} id */
function readId(id) {
  try {
    if (typeof id === 'string' && fromBase64Url(id).length === ID_BYTES) return id;
  } catch (cause) {
    throw new ProtocolError('an id that is not base64url', cause);
  }
  throw new ProtocolError('a message without an id');
}

/** @param {unknown} truth */
function readTruth(truth) {
  if (typeof truth !== 'boolean') throw new ProtocolError('neither true nor false');
  return truth;
}

/**
 * @template {string} T
 * @param {readonly T[]} words
 * @param {unknown} word
 * @returns {T}
 */
function readOneOf(words, word) {
  const known = words.find((each) => each === word);
  if (known === undefined) throw new ProtocolError('a reason that is not listed');
  return known;
}

/** @param {unknown} text */
function readText(text) {
  if (typeof text !== 'string') throw new ProtocolError('no text');
  if (toUtf8(text).length > MAX_TEXT_BYTES) throw new ProtocolError('a text that is too long');
  return text.toWellFormed();
}

/** @param {unknown} bytes */
function readBytes(bytes) {
  if (typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0) return bytes;
  throw new ProtocolError('no number of bytes');
}

/** @param {Fields} fields @returns {FileOffer} */
function readOffer({ id, name, size, mime }) {
  if (typeof name !== 'string' || typeof mime !== 'string') throw new ProtocolError('a file of no name or type');
  const labels = { name: cleanFileName(name), mime: cleanMediaType(mime) };
  return { type: 'file-offer', id: readId(id), size: readBytes(size), ...labels };
}
