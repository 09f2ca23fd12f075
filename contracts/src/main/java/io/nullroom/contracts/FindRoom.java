package io.nullroom.contracts;

/**
 * Asks whether a room is there and how long it still lives.
 *
 * <p>Fails with {@link Failure#ROOM_NOT_FOUND} or {@link Failure#STORE_UNAVAILABLE}. May be repeated: nothing changes
 * by it.
 *
 * @param room the room
 */
public record FindRoom(RoomId room) {

    /** Answered by the room-service. */
    public static final Address<FindRoom, Reply> ADDRESS =
        Address.repeatable("room.find", FindRoom.class, Reply.class);

    /**
     * The room is there.
     *
     * @param remainingMillis what is left of its life, in milliseconds
     */
    public record Reply(long remainingMillis) {
    }
}
