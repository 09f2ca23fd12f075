package io.nullroom.contracts;

import java.util.Optional;

/**
 * Asks where the other participant is, since it cannot be told anything at the endpoint that was known.
 *
 * <p>Where nobody hears of its instance any more, or the instance itself does not know the endpoint, its place is held
 * from now on as by {@link HoldPlace}: nobody else is left who could have it held. Fails with
 * {@link Failure#STORE_UNAVAILABLE}. May be repeated.
 *
 * @param room the room
 * @param endpoint the socket that asks, which has a place in it
 * @param unknown the other one's endpoint, where its own instance has said that there is no such socket
 */
public record FindPeer(RoomId room, Endpoint endpoint, Optional<Endpoint> unknown) {

    /** Answered by the room-service. */
    public static final Address<FindPeer, Reply> ADDRESS =
        Address.repeatable("room.peer", FindPeer.class, Reply.class);

    /**
     * How things stand.
     *
     * @param placed whether the asking socket has its place still; false where the room is gone, too
     * @param peer the other participant, where there is one
     */
    public record Reply(boolean placed, Optional<Peer> peer) {

        /** The answer to somebody who has no place there. */
        public static final Reply NO_PLACE = new Reply(false, Optional.empty());
    }
}
