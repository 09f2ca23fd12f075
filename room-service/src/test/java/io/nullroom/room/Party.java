package io.nullroom.room;

import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.RoomId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A room in the eyes of those who play with it.
 *
 * @param room the room
 * @param ending whether rooms end when somebody leaves
 * @param left set before anybody tries to leave
 * @param ends how often somebody was told that the room ended with its place
 */
record Party(RoomId room, boolean ending, AtomicBoolean left, AtomicInteger ends) {

    Party(RoomId room, boolean ending) {
        this(room, ending, new AtomicBoolean(), new AtomicInteger());
    }

    boolean mayBeOver() {
        return ending && left.get();
    }

    void count(LeaveRoom.Reply reply) {
        if (reply.roomEnded()) {
            ends.incrementAndGet();
        }
    }
}
