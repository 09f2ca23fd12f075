package io.nullroom.room;

import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Future;

/**
 * Where rooms and handshakes are kept until their time is over.
 *
 * <p>A method is one transition, atomic against all others; it answers and fails as its message in the contracts says.
 * The rules of a room are those of {@link Room}.
 */
interface RoomStore {

    /** Makes the room {@code fresh}; where there is one of that name already, it says no. */
    Future<CreateRoom.Reply> create(RoomId fresh);

    /** Tells how long the room lives on. */
    Future<FindRoom.Reply> find(FindRoom question);

    /** Gives a place; {@code newcomer} becomes the name of whoever had none before. */
    Future<JoinRoom.Reply> join(JoinRoom question, ConnectionId newcomer);

    /** Takes a place away. */
    Future<LeaveRoom.Reply> leave(LeaveRoom question);

    /** Holds a place for the grace period. */
    Future<HoldPlace.Reply> hold(HoldPlace question);

    /** Takes away a place that was held for longer than the grace period. */
    Future<ReleasePlace.Reply> release(ReleasePlace question);

    /** Tells where the other participant is. */
    Future<FindPeer.Reply> findPeer(FindPeer question);

    /** Keeps a handshake. */
    Future<Done> store(StoreHandshake question);

    /** Hands a handshake out and forgets it. */
    Future<TakeHandshake.Reply> take(TakeHandshake question);

    /** Tries a write. */
    Future<Done> check(CheckHealth question);

    /** Lets go of what the store holds open; what is kept elsewhere stays there. */
    Future<Void> close();
}
