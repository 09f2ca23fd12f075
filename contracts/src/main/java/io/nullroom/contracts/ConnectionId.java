package io.nullroom.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The public name of a participant in its room ({@code connection_id} on the wire); stays the same over a resume. */
public record ConnectionId(@JsonValue String value) {

    /** Takes the text as it is: only the room-service makes these. */
    @JsonCreator
    public ConnectionId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an empty connection id");
        }
    }

    /** A new participant's name, from the JVM's cryptographic random source. */
    public static ConnectionId random() {
        return new ConnectionId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return "ConnectionId[hidden]";
    }
}
