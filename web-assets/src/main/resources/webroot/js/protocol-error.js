/** The other side, though it has the link key, broke the protocol. */
export class ProtocolError extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, { cause });
    this.name = 'ProtocolError';
  }
}
