package io.nullroom.contracts;

/**
 * What a signaling instance tells the gateway about a client's socket, between the messages that are for the client.
 *
 * <p>Marks and messages share one connection and so one order: of an instance that is gone the gateway has the last
 * mark that the client has seen come true, whatever else was on its way.
 */
public sealed interface Mark {

    /** So the client stands when the message that comes next has reached it. */
    record WithNext(Standing standing) implements Mark {
    }

    /** So the client stands from now on. */
    record AtOnce(Standing standing) implements Mark {
    }

    /** The client is to be taken on by another instance, now. */
    record MoveOn() implements Mark {
    }

    /** As it stands on the wire. */
    default String text() {
        return this instanceof WithNext next ? 'n' + next.standing().text()
            : this instanceof AtOnce now ? 'a' + now.standing().text() : "m";
    }

    /** Reads {@link #text()}; fails with an {@link IllegalArgumentException} where it is none. */
    static Mark of(String text) {
        if (text.startsWith("n")) {
            return new WithNext(Standing.of(text.substring(1)));
        }
        if (text.startsWith("a")) {
            return new AtOnce(Standing.of(text.substring(1)));
        }
        if (text.equals("m")) {
            return new MoveOn();
        }
        throw new IllegalArgumentException("no mark");
    }
}
