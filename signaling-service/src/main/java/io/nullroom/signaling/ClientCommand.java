package io.nullroom.signaling;

import io.nullroom.contracts.ResumeDigest;
import io.nullroom.contracts.RoomId;
import java.util.Optional;

/** What a client can ask for on the cable; {@link CommandParser} makes these. */
sealed interface ClientCommand {

    /** The identifier exactly as the client wrote it. */
    String identifier();

    /**
     * A place in a room, please.
     *
     * @param identifier as it was written
     * @param room empty where the identifier names what cannot be a room
     * @param resume what to take a held place back by
     */
    record Subscribe(String identifier, Optional<RoomId> room, Optional<ResumeDigest> resume) implements ClientCommand {
    }

    /** The place is given up. */
    record Unsubscribe(String identifier) implements ClientCommand {
    }

    /**
     * Something for the other one.
     *
     * @param identifier as it was written
     * @param data a JSON value as text, exactly as it was written
     */
    record SendSignal(String identifier, String data) implements ClientCommand {
    }

    /**
     * May a file of that size be sent?
     *
     * @param identifier as it was written
     * @param size in bytes
     */
    record InitiateFileTransfer(String identifier, long size) implements ClientCommand {
    }
}
