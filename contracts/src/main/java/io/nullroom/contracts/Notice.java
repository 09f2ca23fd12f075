package io.nullroom.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What one participant's socket tells the other's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Notice.PeerJoined.class, name = "joined"),
    @JsonSubTypes.Type(value = Notice.PeerResumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = Notice.PeerLeft.class, name = "left"),
    @JsonSubTypes.Type(value = Notice.Signal.class, name = "signal")
})
public sealed interface Notice {

    /** The second one is in: {@code peer_ready}. */
    record PeerJoined(Peer peer) implements Notice {
    }

    /**
     * The other one is back on another socket; its browser is not told, its signaling instance is.
     *
     * @param peer where it is now
     * @param continued whether its client has noticed nothing of that: it is to be told again what it may not have
     *     heard when its former instance was gone, and its new one leaves out what it has heard
     */
    record PeerResumed(Peer peer, boolean continued) implements Notice {
    }

    /**
     * The other one has given up its place: {@code peer_left}.
     *
     * @param connection who left
     * @param roomEnded whether the room is gone with it
     */
    record PeerLeft(ConnectionId connection, boolean roomEnded) implements Notice {
    }

    /**
     * A signal, passed on as it came.
     *
     * @param from who sent it
     * @param id passed on with the signal
     * @param data any JSON value, as text; never looked into
     */
    record Signal(ConnectionId from, SignalId id, String data) implements Notice {

        @Override
        public String toString() {
            return "Signal[hidden]";
        }
    }
}
