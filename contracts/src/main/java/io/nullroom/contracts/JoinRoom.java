package io.nullroom.contracts;

import java.util.Optional;

/**
 * Asks for a place in a room, or for the one that was held.
 *
 * <p>Fails with {@link Failure#ROOM_NOT_FOUND}, {@link Failure#ROOM_FULL}, {@link Failure#STORE_UNAVAILABLE}, or
 * {@link Failure#RESUMED_ELSEWHERE} where a later turn of the same socket has asked before and has the place. May be
 * repeated with the same endpoint: who has a place by that endpoint already gets the same answer again, until the
 * place has moved on to another one.
 *
 * @param room the room
 * @param endpoint the socket that asks
 * @param resume what a held place is recognised by; empty for a client that never resumes
 * @param turn whose turn it is with a socket that instances have one after the other; empty where only one ever has it
 */
public record JoinRoom(RoomId room, Endpoint endpoint, Optional<ResumeDigest> resume,
                       Optional<Turn> turn) {

    /** Answered by the room-service. */
    public static final Address<JoinRoom, Reply> ADDRESS =
        Address.repeatable("room.join", JoinRoom.class, Reply.class);

    /**
     * The place that the socket has now.
     *
     * @param connection the participant's public name; the former one where a place was resumed
     * @param initiator whether it was in the room before the other one, and so makes the offer
     * @param replaced the endpoint that had the place before; present exactly where a place was resumed
     * @param peer the other participant, where there is one
     * @param remainingMillis what is left of the room's life, in milliseconds
     */
    public record Reply(ConnectionId connection, boolean initiator, Optional<Endpoint> replaced, Optional<Peer> peer,
                        long remainingMillis) {
    }
}
