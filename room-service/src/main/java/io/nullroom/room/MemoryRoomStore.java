package io.nullroom.room;

import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** Rooms in the memory of this process, for one thread: the event loop of the verticle that has the store. */
final class MemoryRoomStore implements RoomStore {
    private final RoomConfig config;
    private final LongSupplier clock;
    private final Expiring<RoomId, Room> rooms;
    private final Expiring<HandshakeId, String> handshakes;

    /** An empty store by a clock of milliseconds that never runs backwards. */
    MemoryRoomStore(RoomConfig config, LongSupplier clock) {
        this.config = config;
        this.clock = clock;
        rooms = new Expiring<>(config.ttl(), config.memoryRoomLimit());
        handshakes = new Expiring<>(RoomConfig.HANDSHAKE_TTL, config.memoryHandshakeLimit());
    }

    @Override
    public Future<CreateRoom.Reply> create(RoomId fresh) {
        return answer(now -> {
            if (!rooms.add(fresh, endsAt -> new Room(config, endsAt), now)) {
                throw new FailureException(Failure.STORE_UNAVAILABLE);
            }
            return new CreateRoom.Reply(fresh, config.ttl().toMillis());
        });
    }

    @Override
    public Future<FindRoom.Reply> find(FindRoom question) {
        return answer(now -> new FindRoom.Reply(room(question.room(), now).remainingMillis(now)));
    }

    @Override
    public Future<JoinRoom.Reply> join(JoinRoom question, ConnectionId newcomer) {
        return answer(now -> step(question.room(), room(question.room(), now),
            room -> room.join(question, newcomer, now), now));
    }

    @Override
    public Future<LeaveRoom.Reply> leave(LeaveRoom question) {
        return answer(now -> rooms.find(question.room(), now)
            .map(found -> step(question.room(), found, room -> room.leave(question), now))
            .orElse(LeaveRoom.Reply.NOTHING_LEFT));
    }

    @Override
    public Future<HoldPlace.Reply> hold(HoldPlace question) {
        return answer(now -> rooms.find(question.room(), now)
            .map(room -> room.hold(question, now))
            .orElse(HoldPlace.Reply.NOT_HELD));
    }

    @Override
    public Future<ReleasePlace.Reply> release(ReleasePlace question) {
        return answer(now -> rooms.find(question.room(), now)
            .map(found -> step(question.room(), found, room -> room.release(question, now), now))
            .orElse(new ReleasePlace.Reply(LeaveRoom.Reply.NOTHING_LEFT, 0)));
    }

    @Override
    public Future<FindPeer.Reply> findPeer(FindPeer question) {
        return answer(now -> rooms.find(question.room(), now)
            .map(room -> room.find(question))
            .orElse(FindPeer.Reply.NO_PLACE));
    }

    @Override
    public Future<Done> store(StoreHandshake question) {
        return answer(now -> {
            if (!handshakes.add(question.handshake(), endsAt -> question.blob(), now)) {
                throw new FailureException(Failure.HANDSHAKE_EXISTS);
            }
            return Done.DONE;
        });
    }

    @Override
    public Future<TakeHandshake.Reply> take(TakeHandshake question) {
        return answer(now -> handshakes.remove(question.handshake(), now).map(TakeHandshake.Reply::new)
            .orElseThrow(() -> new FailureException(Failure.HANDSHAKE_NOT_FOUND)));
    }

    @Override
    public Future<Done> check(CheckHealth question) {
        return answer(now -> {
            rooms.sweep(now);
            rooms.checkSpace();
            return Done.DONE;
        });
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    /** Forgets what is over; to be called now and then, since nobody may ever ask for it again. */
    void sweep() {
        long now = clock.getAsLong();
        rooms.sweep(now);
        handshakes.sweep(now);
    }

    /** How many rooms and handshakes are in memory. */
    int size() {
        return rooms.size() + handshakes.size();
    }

    private Room room(RoomId id, long now) {
        return rooms.find(id, now).orElseThrow(() -> new FailureException(Failure.ROOM_NOT_FOUND));
    }

    /** A transition that may end the room. */
    private <R> R step(RoomId id, Room room, Function<Room, R> transition, long now) {
        try {
            return transition.apply(room);
        } finally {
            if (room.ended()) {
                rooms.remove(id, now);
            }
        }
    }

    private <R> Future<R> answer(LongFunction<R> transition) {
        try {
            return Future.succeededFuture(transition.apply(clock.getAsLong()));
        } catch (FailureException failure) {
            return Future.failedFuture(failure);
        }
    }
}
