package io.nullroom.contracts;

/**
 * Reports a socket that vanished without a word; its place is held for the grace period, from now on.
 *
 * <p>Fails with {@link Failure#STORE_UNAVAILABLE}. May be repeated: the grace period of a place that is held already is
 * not made longer.
 *
 * @param room the room
 * @param endpoint the socket that vanished
 */
public record HoldPlace(RoomId room, Endpoint endpoint) {

    /** Answered by the room-service. */
    public static final Address<HoldPlace, Reply> ADDRESS =
        Address.repeatable("room.hold", HoldPlace.class, Reply.class);

    /**
     * How the place stands.
     *
     * @param held false where there is no such place, or another endpoint has it by now
     * @param graceMillis how long it is still held, in milliseconds; 0 where it is not
     */
    public record Reply(boolean held, long graceMillis) {

        /** The answer to somebody who has no place there. */
        public static final Reply NOT_HELD = new Reply(false, 0);
    }
}
