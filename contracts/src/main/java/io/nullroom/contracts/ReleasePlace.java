package io.nullroom.contracts;

/**
 * Gives up a held place whose grace period is over.
 *
 * <p>Fails with {@link Failure#STORE_UNAVAILABLE}. Safe to repeat, and harmless when it comes too early or too late:
 * only a place that is held by this endpoint, longer than the grace period, is given up.
 *
 * @param room the room
 * @param endpoint the socket that vanished
 */
public record ReleasePlace(RoomId room, Endpoint endpoint) {

    /** Answered by the room-service. */
    public static final Address<ReleasePlace, Reply> ADDRESS =
        new Address<>("room.release", ReleasePlace.class, Reply.class);

    /**
     * What the release came to.
     *
     * @param leave as of {@link LeaveRoom}; {@link LeaveRoom.Reply#NOTHING_LEFT} where the place is held on, or resumed
     * @param graceMillis how long the place is still held, in milliseconds: ask again then; 0 where it is not
     */
    public record Reply(LeaveRoom.Reply leave, long graceMillis) {
    }
}
