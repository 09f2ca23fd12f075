package io.nullroom.signaling;

import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.ResumeDigest;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.Turn;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a socket asks the room-service about its place, until it is answered.
 *
 * <p>It repeats what was not answered, so an answer that was lost with its service costs a moment and no place. What a
 * repeated question finds may be the work of whoever has the place by now.
 */
final class Claim {
    private static final long RETRY_MILLIS = 1000;
    private static final int JOIN_ATTEMPTS = 3;
    /** How long it goes on about a place that it may not even have. */
    private static final long UNSURE_MILLIS = 60_000;

    private final Instance instance;
    private final RoomId room;
    private final Endpoint endpoint;
    private final Optional<ResumeDigest> resume;
    private final boolean byClient;
    private final Optional<Turn> turn;
    private long deadline;
    private boolean repeated;

    /** A claim that can be renewed by the client's secret, or else by that of the gateway that passes its socket on. */
    Claim(Instance instance, ClientCommand.Subscribe subscribe, Endpoint endpoint, Arrival arrival) {
        this.instance = instance;
        this.endpoint = endpoint;
        room = subscribe.room().orElseThrow();
        var bySocket = arrival.passage().flatMap(passage -> ResumeDigest.ofSecret(passage.secret()));
        resume = subscribe.resume().or(() -> bySocket);
        turn = bySocket.map(socket ->
            new Turn(socket.value(), arrival.continuation().map(Continuation::turn).orElse(0)));
        byClient = subscribe.resume().isPresent();
        deadline = instance.time().millis() + UNSURE_MILLIS;
    }

    /** Whether the client can take the place back when its socket is gone. */
    boolean canBeResumed() {
        return byClient;
    }

    /** Whether something was asked twice, so that the first answer may be what was lost. */
    boolean wasRepeated() {
        return repeated;
    }

    /** Asks for the place. */
    Future<JoinRoom.Reply> join() {
        return join(JOIN_ATTEMPTS).onSuccess(reply -> deadline = instance.time().millis() + reply.remainingMillis());
    }

    /**
     * Has the place held, and gives it up when that was too long.
     *
     * @param still whether it is still to be given up then
     * @param over hears what became of it, where it is
     * @return when it is held
     */
    Future<Void> hold(BooleanSupplier still, Consumer<LeaveRoom.Reply> over) {
        return persistently(() -> instance.rooms().hold(new HoldPlace(room, endpoint)))
            .onSuccess(reply -> {
                // What was held is found held when it is asked again: else the place has moved on, and nobody has left.
                // Where it was given up meanwhile that is another question, which may have been asked twice.
                repeated = repeated && !still.getAsBoolean();
                if (reply.held()) {
                    instance.time().after(Math.max(1, reply.graceMillis()), () -> release(still, over));
                } else {
                    tell(still, over, LeaveRoom.Reply.NOTHING_LEFT);
                }
            })
            .onFailure(outOfReach -> tell(still, over, LeaveRoom.Reply.NOTHING_LEFT))
            .mapEmpty();
    }

    /** Gives the place up. */
    Future<LeaveRoom.Reply> leave() {
        return persistently(() -> instance.rooms().leave(new LeaveRoom(room, endpoint)));
    }

    /** Gives the other one's place up, which has more to hear than can be kept for it. */
    Future<LeaveRoom.Reply> expel(Endpoint other) {
        return persistently(() -> instance.rooms().leave(new LeaveRoom(room, other)));
    }

    private void release(BooleanSupplier still, Consumer<LeaveRoom.Reply> over) {
        if (!still.getAsBoolean()) {
            return;
        }
        persistently(() -> instance.rooms().release(new ReleasePlace(room, endpoint)))
            .onSuccess(reply -> {
                if (reply.graceMillis() > 0) {
                    instance.time().after(reply.graceMillis(), () -> release(still, over));
                } else {
                    tell(still, over, reply.leave());
                }
            })
            .onFailure(outOfReach -> tell(still, over, LeaveRoom.Reply.NOTHING_LEFT));
    }

    private static void tell(BooleanSupplier still, Consumer<LeaveRoom.Reply> over, LeaveRoom.Reply reply) {
        if (still.getAsBoolean()) {
            over.accept(reply);
        }
    }

    private Future<JoinRoom.Reply> join(int attempts) {
        return instance.rooms().join(new JoinRoom(room, endpoint, resume, turn)).recover(cause ->
            attempts > 1 && FailureException.of(cause) == Failure.SERVICE_UNAVAILABLE
                ? join(attempts - 1) : Future.failedFuture(cause));
    }

    /** Tries until it is answered, or the room is over: a place must not stay taken because the store was away. */
    private <T> Future<T> persistently(Supplier<Future<T>> attempt) {
        return attempt.get().recover(cause -> {
            repeated = true;
            var worthIt = FailureException.of(cause).onCable() == Failure.OnCable.RETURN
                && instance.time().millis() + RETRY_MILLIS < deadline;
            return worthIt ? instance.time().pause(RETRY_MILLIS).compose(waited -> persistently(attempt))
                : Future.failedFuture(cause);
        });
    }
}
