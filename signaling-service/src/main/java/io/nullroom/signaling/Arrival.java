package io.nullroom.signaling;

import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.SendAway;
import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * How a socket has come to this instance.
 *
 * @param gateway the name of the gateway that passes it on, where one does
 * @param passage what the gateway has named the socket; such a socket can be passed on to another instance, too
 * @param continuation where it stood at another instance before, in whose place this one is now
 */
record Arrival(Optional<String> gateway, Optional<Passage> passage, Optional<Continuation> continuation) {
    /** From a client, with no gateway in between or with one in this process. */
    static final Arrival DIRECT = new Arrival(Optional.empty(), Optional.empty(), Optional.empty());

    /** What the handshake says; fails with an {@link IllegalArgumentException} where no gateway would say so. */
    static Arrival of(MultiMap handshake) {
        var passage = Optional.ofNullable(handshake.get(Passage.HEADER)).map(Passage::of);
        return new Arrival(Optional.ofNullable(handshake.get(SendAway.HEADER)), passage,
            Optional.ofNullable(handshake.get(Continuation.HEADER)).filter(known -> passage.isPresent())
                .map(Continuation::of));
    }

    /** Whether the gateway of that name passes it on. */
    boolean by(String name) {
        return gateway.equals(Optional.of(name));
    }
}
