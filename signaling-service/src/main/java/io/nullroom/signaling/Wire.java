package io.nullroom.signaling;

import io.nullroom.contracts.Failure;

/** The far side of a session: what can be done to its socket. */
interface Wire {

    /** Whether it came through the gateway of that name. */
    boolean cameBy(String gateway);

    /** Sends a text message. */
    void send(String text);

    /** Whether the client has left so much unread that nothing more should be sent. */
    boolean congested();

    /** Asks the client's WebSocket layer for a sign of life (RFC 6455, 5.5.2). */
    void ping();

    /** Reads no further until {@link #resume()}. */
    void pause();

    /** Reads on. */
    void resume();

    /** Says why, as the last message, and closes with the code of {@code reason}. */
    void end(Failure reason);
}
