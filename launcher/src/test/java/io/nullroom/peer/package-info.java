/**
 * A second implementation of the session protocol, written from docs/session-protocol.md alone.
 *
 * <p>It shares no line and no author's habit with the one that the pages run; that both agree is what shows the
 * document to be complete. Letters and numbers such as K4 or A3 are the clauses of that document. All classes
 * belong to one thread at a time, and all randomness is passed in.
 */
package io.nullroom.peer;
