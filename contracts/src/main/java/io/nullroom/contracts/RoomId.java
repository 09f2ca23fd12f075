package io.nullroom.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a room: a random UUID (RFC 9562, version 4) in lower case.
 *
 * <p>Whoever knows it can ask for a place, so it is printed nowhere: {@link #toString()} is safe for logs.
 */
public record RoomId(@JsonValue String value) {
    private static final Pattern FORM =
        Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** Refuses anything but a version 4 UUID in lower case. */
    @JsonCreator
    public RoomId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a room id");
        }
    }

    /** A new room's name, from the JVM's cryptographic random source. */
    public static RoomId random() {
        return new RoomId(UUID.randomUUID().toString());
    }

    /** The room that {@code text} names; empty where it cannot be one. */
    public static Optional<RoomId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new RoomId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "RoomId[hidden]";
    }
}
