/**
 * What a data channel carries (docs/session-protocol.md, F5).
 */

import { ProtocolError } from './protocol-error.js';

/** The longest message that every browser, and the terminal client, takes on a data channel. */
export const MAX_WIRE_BYTES = 64 * 1024;

/**
 * The bytes of a message on a data channel.
 * @param {unknown} data
 * @throws {ProtocolError} when it is text, or longer than may be sent
 */
export function wireBytes(data) {
  if (data instanceof ArrayBuffer && data.byteLength <= MAX_WIRE_BYTES) return new Uint8Array(data);
  throw new ProtocolError('not bytes, or too many');
}
