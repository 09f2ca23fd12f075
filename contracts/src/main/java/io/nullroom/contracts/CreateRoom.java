package io.nullroom.contracts;

/**
 * Asks for a new, empty room.
 *
 * <p>Fails with {@link Failure#STORE_UNAVAILABLE}. May be repeated: a room nobody knows of is empty, and expires.
 */
public record CreateRoom() {

    /** Answered by the room-service. */
    public static final Address<CreateRoom, Reply> ADDRESS =
        Address.repeatable("room.create", CreateRoom.class, Reply.class);

    /**
     * The room there is now.
     *
     * @param room its name
     * @param remainingMillis how long it will live, in milliseconds
     */
    public record Reply(RoomId room, long remainingMillis) {
    }
}
