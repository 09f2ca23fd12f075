package io.nullroom.signaling;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Standing;

/** The far side of a session: what can be done to its socket. */
interface Wire {

    /** Sends a text message. */
    void send(String text);

    /** Sends a text message that, once it is there, has the client stand like that. */
    void send(Standing after, String text);

    /** The client stands like that, with no message that says so. */
    void mark(Standing standing);

    /** Has the gateway take the socket to another instance. */
    void moveOn();

    /** Whether the client has left so much unread that nothing more should be sent. */
    boolean congested();

    /** Sends what all get in this moment; where {@code asking}, with a ping, to be answered (RFC 6455, 5.5.2). */
    void beat(String text, boolean asking);

    /** Reads no further until {@link #resume()}. */
    void pause();

    /** Reads on. */
    void resume();

    /** Says why, as the last message, and closes with the code of {@code reason}. */
    void end(Failure reason);
}
