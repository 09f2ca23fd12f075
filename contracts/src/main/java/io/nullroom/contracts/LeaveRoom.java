package io.nullroom.contracts;

import java.util.Optional;

/**
 * Gives up a place for good.
 *
 * <p>Fails with {@link Failure#STORE_UNAVAILABLE}. Safe to repeat one after the other: who has no place, or whose
 * place has moved on to another endpoint, changes nothing and is answered that nobody left.
 *
 * @param room the room
 * @param endpoint the socket that had the place
 */
public record LeaveRoom(RoomId room, Endpoint endpoint) {

    /** Answered by the room-service. */
    public static final Address<LeaveRoom, Reply> ADDRESS = new Address<>("room.leave", LeaveRoom.class, Reply.class);

    /**
     * What the leave came to.
     *
     * @param leaver who gave a place up by this very message; empty where nobody did
     * @param peer who remains and is to be told, where there is somebody
     * @param roomEnded whether the room is gone with it
     */
    public record Reply(Optional<ConnectionId> leaver, Optional<Peer> peer, boolean roomEnded) {

        /** The answer to somebody who has no place there. */
        public static final Reply NOTHING_LEFT = new Reply(Optional.empty(), Optional.empty(), false);

        /** Whether a place was given up by this very message. */
        public boolean left() {
            return leaver.isPresent();
        }
    }
}
