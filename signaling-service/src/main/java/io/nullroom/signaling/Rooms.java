package io.nullroom.signaling;

import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.vertx.core.Future;

/** The room-service, as a place asks it; each fails as its message says. */
interface Rooms {

    /** Takes a place. */
    Future<JoinRoom.Reply> join(JoinRoom question);

    /** Gives it up. */
    Future<LeaveRoom.Reply> leave(LeaveRoom question);

    /** Has it held. */
    Future<HoldPlace.Reply> hold(HoldPlace question);

    /** Tells where the other one is. */
    Future<FindPeer.Reply> findPeer(FindPeer question);

    /** Gives up one that was held too long. */
    Future<ReleasePlace.Reply> release(ReleasePlace question);
}
