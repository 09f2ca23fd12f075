package io.nullroom.signaling;

import io.netty.handler.codec.http2.Http2Headers;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Passage;
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

    /** What a gateway asks with; fails with an {@link IllegalArgumentException} where none would ask so. */
    static Arrival of(String gateway, Http2Headers asked) {
        var passage = Passage.of(String.valueOf(asked.get(Passage.HEADER)));
        return new Arrival(Optional.of(gateway), Optional.of(passage),
            Optional.ofNullable(asked.get(Continuation.HEADER)).map(CharSequence::toString).map(Continuation::of));
    }

    /** Whether the gateway of that name passes it on. */
    boolean by(String name) {
        return gateway.equals(Optional.of(name));
    }
}
