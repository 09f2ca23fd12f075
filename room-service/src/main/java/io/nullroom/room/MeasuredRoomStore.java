package io.nullroom.room;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/**
 * A store that is measured: how long each transition takes, and what it comes to.
 *
 * <p>An outcome is one of a few words, or the code of a failure; nothing of a room ever is one.
 */
final class MeasuredRoomStore implements RoomStore {
    private static final String DONE = "done";
    private static final Duration[] BOUNDS = {Duration.ofNanos(100_000), Duration.ofMillis(1), Duration.ofMillis(5),
        Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1)};

    private final RoomStore store;
    private final Meter.MeterProvider<Timer> transitions;

    /** Counts in {@code meters} what {@code store} does. */
    MeasuredRoomStore(MeterRegistry meters, RoomStore store) {
        this.store = store;
        transitions = Timer.builder("nullroom.store")
            .description("What the store was asked, what it came to and how long it took")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(meters);
    }

    @Override
    public Future<CreateRoom.Reply> create(RoomId fresh) {
        return measured("create", store.create(fresh), reply -> DONE);
    }

    @Override
    public Future<FindRoom.Reply> find(FindRoom question) {
        return measured("find", store.find(question), reply -> DONE);
    }

    @Override
    public Future<JoinRoom.Reply> join(JoinRoom question, ConnectionId newcomer) {
        return measured("join", store.join(question, newcomer),
            reply -> reply.replaced().isPresent() ? "resumed" : DONE);
    }

    @Override
    public Future<LeaveRoom.Reply> leave(LeaveRoom question) {
        return measured("leave", store.leave(question), MeasuredRoomStore::outcome);
    }

    @Override
    public Future<HoldPlace.Reply> hold(HoldPlace question) {
        return measured("hold", store.hold(question), reply -> reply.held() ? DONE : "nothing");
    }

    @Override
    public Future<ReleasePlace.Reply> release(ReleasePlace question) {
        return measured("release", store.release(question), reply -> outcome(reply.leave()));
    }

    @Override
    public Future<FindPeer.Reply> findPeer(FindPeer question) {
        return measured("find_peer", store.findPeer(question), reply -> reply.placed() ? DONE : "nothing");
    }

    @Override
    public Future<Done> store(StoreHandshake question) {
        return measured("store_handshake", store.store(question), reply -> DONE);
    }

    @Override
    public Future<TakeHandshake.Reply> take(TakeHandshake question) {
        return measured("take_handshake", store.take(question), reply -> DONE);
    }

    @Override
    public Future<Done> check(CheckHealth question) {
        return measured("check", store.check(question), reply -> DONE);
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }

    private static String outcome(LeaveRoom.Reply reply) {
        if (!reply.left()) {
            return "nothing";
        }
        return reply.roomEnded() ? "room_ended" : "left";
    }

    private <R> Future<R> measured(String transition, Future<R> answer, Function<R, String> word) {
        var sample = Timer.start();
        return answer.onComplete(end ->
            sample.stop(transitions.withTags("transition", transition, "outcome", word(end, word))));
    }

    private static <R> String word(AsyncResult<R> end, Function<R, String> word) {
        return end.succeeded() ? word.apply(end.result()) : FailureException.of(end.cause()).code();
    }
}
