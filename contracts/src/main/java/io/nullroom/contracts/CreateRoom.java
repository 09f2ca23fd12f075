package io.nullroom.contracts;

/**
 * Asks for a new, empty room.
 *
 * <p>Fails with {@link Failure#STORE_UNAVAILABLE}. Never sent twice: a room nobody knows of expires.
 */
public record CreateRoom() {

    /** Answered by the room-service. */
    public static final Address<CreateRoom, Reply> ADDRESS =
        new Address<>("room.create", CreateRoom.class, Reply.class);

    /**
     * The room there is now.
     *
     * @param room its name
     * @param remainingMillis how long it will live, in milliseconds
     */
    public record Reply(RoomId room, long remainingMillis) {
    }
}
