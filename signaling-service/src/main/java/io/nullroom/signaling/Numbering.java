package io.nullroom.signaling;

import io.nullroom.contracts.Continuation;
import java.util.Optional;

/** Numbers what a client says on one socket, from 1 on, also over the instances that the socket has been at. */
final class Numbering {
    /** More than a gateway ever says again. */
    private static final int MOST_AGAIN = 2000;

    private long next;
    private long after;
    private long last;
    private int again;

    /** From the beginning, or from where it stood at a former instance. */
    Numbering(Optional<Continuation> continuation) {
        next = continuation.map(Numbering::first).orElse(1L);
        after = continuation.map(Continuation::next).filter(number -> number != next).orElse(next + 1);
        again = continuation.map(before -> Math.min(before.again(), MOST_AGAIN)).orElse(0);
    }

    /** The number of the message that has just come. */
    long take() {
        last = next;
        next = after;
        after++;
        return last;
    }

    /** The number of the last message; 0 before there is one. */
    long last() {
        return last;
    }

    /** Whether the message that has just come was said at a former instance already; asked once for each. */
    boolean isRepeated() {
        boolean repeated = again > 0;
        again = Math.max(0, again - 1);
        return repeated;
    }

    private static long first(Continuation before) {
        return before.standing().subscribed() ? before.standing().since() : before.next();
    }
}
