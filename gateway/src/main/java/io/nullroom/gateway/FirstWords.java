package io.nullroom.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** What a client says before an instance has its socket: kept for that one, and looked through for a room's name. */
final class FirstWords {
    /** In bytes: in less than that a client has named its room. */
    static final int MOST = 4096;

    private final Frames frames = new Frames(MOST);
    private Buffer said = Buffer.buffer();
    private Optional<RoomHint> room = Optional.empty();
    private boolean decided;

    /** The client has said that, too. */
    void hear(Buffer bytes) {
        said.appendBuffer(bytes);
        if (!decided) {
            var message = frames.take(bytes).stream().filter(FirstWords::isDecisive).findFirst();
            room = message.flatMap(RoomHint::in);
            decided = message.isPresent() || frames.isLost() || isEnough();
        }
    }

    /** Whether it is known which room the client asks for first, or that nobody will know. */
    boolean isDecided() {
        return decided;
    }

    /** The room that the client asks for by its first message, where it does. */
    Optional<RoomHint> room() {
        return room;
    }

    /** Whether no more should be read for now. */
    boolean isEnough() {
        return said.length() >= MOST;
    }

    /** In bytes: how much is kept. */
    int length() {
        return said.length();
    }

    /** All of it, which is kept no longer. */
    Buffer take() {
        var all = said;
        said = Buffer.buffer();
        return all;
    }

    /** Whoever closes says nothing more. */
    private static boolean isDecisive(Frames.Frame frame) {
        return !frame.isControl() || frame.isClose();
    }
}
