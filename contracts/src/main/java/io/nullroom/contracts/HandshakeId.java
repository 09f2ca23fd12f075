package io.nullroom.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a handshake: the SHA-256 of a phrase that the server never sees, in lower-case hex. */
public record HandshakeId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** Refuses anything but 64 lower-case hex digits. */
    @JsonCreator
    public HandshakeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a handshake id");
        }
    }

    /** The handshake that {@code text} names; empty where it cannot be one. */
    public static Optional<HandshakeId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new HandshakeId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "HandshakeId[hidden]";
    }
}
