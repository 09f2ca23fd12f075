package io.nullroom.signaling;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.vertx.core.Future;

/**
 * The room-service behind the bus.
 *
 * @param bus where it answers
 */
record BusRooms(Bus bus) implements Rooms {

    @Override
    public Future<JoinRoom.Reply> join(JoinRoom question) {
        return bus.request(JoinRoom.ADDRESS, question);
    }

    @Override
    public Future<LeaveRoom.Reply> leave(LeaveRoom question) {
        return bus.request(LeaveRoom.ADDRESS, question);
    }

    @Override
    public Future<HoldPlace.Reply> hold(HoldPlace question) {
        return bus.request(HoldPlace.ADDRESS, question);
    }

    @Override
    public Future<FindPeer.Reply> findPeer(FindPeer question) {
        return bus.request(FindPeer.ADDRESS, question);
    }

    @Override
    public Future<ReleasePlace.Reply> release(ReleasePlace question) {
        return bus.request(ReleasePlace.ADDRESS, question);
    }
}
