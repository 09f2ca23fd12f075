package io.nullroom.gateway;

import io.nullroom.contracts.DigestNumber;
import io.nullroom.contracts.RoomId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which room a client asks for, as far as a gateway can tell: a number made of the room's name, and not the name.
 *
 * <p>By it all gateways pass the sockets of one room on to one signaling instance, so that what is said in a room stays
 * within a process. It decides nothing else: where it is missing or wrong, the instances find each other.
 */
record RoomHint(long number) {
    /** A name within JSON within JSON, whose quotes may be escaped. */
    private static final Pattern NAMED = Pattern.compile("room_id\\W{1,8}([0-9a-f-]{36})");

    /** The room that a message names, where it does. */
    static Optional<RoomHint> in(Frames.Frame message) {
        var name = NAMED.matcher(message.text());
        return name.find() ? RoomId.parse(name.group(1)).map(room -> of(UUID.fromString(room.value())))
            : Optional.empty();
    }

    /**
     * How far back an instance stands in the row of those that the room may be at: the same at every gateway, and as
     * good as drawn by lot for each room. Where instances come or go, no room changes places but theirs.
     */
    long rank(String instance) {
        return DigestNumber.of(number + " " + instance);
    }

    private static RoomHint of(UUID room) {
        return new RoomHint(room.getMostSignificantBits() ^ room.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return "RoomHint[hidden]";
    }
}
