package io.nullroom.gateway;

import io.nullroom.contracts.RoomId;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    /** In bytes: in less than that a client has named its room. */
    static final int FIRST_WORDS = 4096;

    /** A name within JSON within JSON, whose quotes may be escaped. */
    private static final Pattern NAMED = Pattern.compile("room_id\\W{1,8}([0-9a-f-]{36})");

    /** Whether more of what a client says is to be waited for before it is asked {@link #in}. */
    static boolean isToCome(Buffer said) {
        var frames = new Frames(FIRST_WORDS);
        return frames.take(said).stream().noneMatch(RoomHint::isDecisive)
            && !frames.isLost() && said.length() < FIRST_WORDS;
    }

    /** The room that a client asks for by the first message among what it has said. */
    static Optional<RoomHint> in(Buffer said) {
        return new Frames(FIRST_WORDS).take(said).stream().filter(RoomHint::isDecisive).findFirst()
            .map(frame -> NAMED.matcher(frame.text()))
            .flatMap(name -> name.find() ? RoomId.parse(name.group(1)) : Optional.empty())
            .map(room -> of(UUID.fromString(room.value())));
    }

    /**
     * How far back an instance stands in the row of those that the room may be at: the same at every gateway, and as
     * good as drawn by lot for each room. Where instances come or go, no room changes places but theirs.
     */
    long rank(String instance) {
        try {
            var lot = Long.toString(number) + ' ' + instance;
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(lot.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static RoomHint of(UUID room) {
        return new RoomHint(room.getMostSignificantBits() ^ room.getLeastSignificantBits());
    }

    /** Whoever is about to leave says nothing more. */
    private static boolean isDecisive(Frames.Frame frame) {
        return !frame.isControl() || frame.isClose();
    }

    @Override
    public String toString() {
        return "RoomHint[hidden]";
    }
}
