package io.nullroom.signaling;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.ReleasePlace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A room-service with one room that lives 900 s and holds places for 10 s; it can be slow, or away.
 *
 * <p>Neither the grace period nor the room's life ends by itself here: the tests say when.
 */
final class FakeRooms implements Rooms {
    static final long TTL = 900_000;
    static final long GRACE = 10_000;

    final List<Record> asked = new ArrayList<>();
    Optional<Failure> away = Optional.empty();
    boolean graceOver;
    /** How many questions it is going to act on without its answer arriving. */
    int lostAnswers;
    /** The instances that nobody hears of. */
    Set<String> dead = Set.of();
    Optional<Promise<Void>> slow = Optional.empty();
    private final List<Taken> places = new ArrayList<>();

    @Override
    public Future<JoinRoom.Reply> join(JoinRoom question) {
        return answer(question, () -> {
            var present = at(question.endpoint());
            if (present.isPresent()) {
                return present.get().reply;
            }
            var held = places.stream()
                .filter(taken -> question.resume().isPresent() && taken.question.resume().equals(question.resume()))
                .findAny();
            if (held.isEmpty() && places.size() == 2) {
                throw new FailureException(Failure.ROOM_FULL);
            }
            if (held.flatMap(taken -> taken.question.turn()).filter(last ->
                    question.turn().filter(turn -> turn.isBefore(last)).isPresent()).isPresent()) {
                throw new FailureException(Failure.RESUMED_ELSEWHERE);
            }
            var former = held.map(taken -> taken.question.endpoint());
            var taken = held.orElseGet(() -> new Taken(ConnectionId.random()));
            taken.question = question;
            taken.held = false;
            if (held.isEmpty()) {
                places.add(taken);
            }
            taken.reply = new JoinRoom.Reply(taken.connection, places.get(0) == taken, former, peerOf(taken), TTL);
            return taken.reply;
        });
    }

    @Override
    public Future<LeaveRoom.Reply> leave(LeaveRoom question) {
        return answer(question, () -> leave(question.endpoint()));
    }

    @Override
    public Future<HoldPlace.Reply> hold(HoldPlace question) {
        return answer(question, () -> at(question.endpoint()).map(taken -> {
            taken.held = true;
            return new HoldPlace.Reply(true, GRACE);
        }).orElse(HoldPlace.Reply.NOT_HELD));
    }

    @Override
    public Future<FindPeer.Reply> findPeer(FindPeer question) {
        return answer(question, () -> at(question.endpoint()).map(taken -> {
            peerOf(taken).map(Peer::endpoint)
                .filter(peer -> dead.contains(peer.instance()) || question.unknown().equals(Optional.of(peer)))
                .flatMap(this::at).ifPresent(lost -> lost.held = true);
            return new FindPeer.Reply(true, peerOf(taken));
        }).orElse(FindPeer.Reply.NO_PLACE));
    }

    @Override
    public Future<ReleasePlace.Reply> release(ReleasePlace question) {
        return answer(question, () -> at(question.endpoint()).filter(taken -> taken.held)
            .map(taken -> graceOver ? new ReleasePlace.Reply(leave(question.endpoint()), 0)
                : new ReleasePlace.Reply(LeaveRoom.Reply.NOTHING_LEFT, 1))
            .orElse(new ReleasePlace.Reply(LeaveRoom.Reply.NOTHING_LEFT, 0)));
    }

    /** Somebody's place is given up, of those there are. */
    void leaves(int which) {
        places.remove(which);
    }

    /** Whether nobody has a place. */
    boolean isEmpty() {
        return places.isEmpty();
    }

    private LeaveRoom.Reply leave(Endpoint endpoint) {
        return at(endpoint).map(taken -> {
            var peer = peerOf(taken);
            places.clear();
            return new LeaveRoom.Reply(Optional.of(taken.connection), peer, true);
        }).orElse(LeaveRoom.Reply.NOTHING_LEFT);
    }

    private Optional<Taken> at(Endpoint endpoint) {
        return places.stream().filter(taken -> taken.question.endpoint().equals(endpoint)).findAny();
    }

    private Optional<Peer> peerOf(Taken self) {
        return places.stream().filter(taken -> taken != self).findAny()
            .map(taken -> new Peer(taken.connection, taken.question.endpoint(), !taken.held));
    }

    private <T> Future<T> answer(Record question, Supplier<T> answer) {
        asked.add(question);
        if (away.isPresent()) {
            return FailureException.failed(away.get());
        }
        Future<Void> moment = slow.map(Promise::future).orElse(Future.succeededFuture());
        try {
            // The transition happens at once; what is slow is the way back.
            var reply = answer.get();
            if (lostAnswers > 0) {
                lostAnswers--;
                return FailureException.failed(Failure.SERVICE_UNAVAILABLE);
            }
            return moment.map(reply);
        } catch (FailureException refusal) {
            return moment.compose(now -> Future.failedFuture(refusal));
        }
    }

    private static final class Taken {
        final ConnectionId connection;
        JoinRoom question;
        JoinRoom.Reply reply;
        boolean held;

        Taken(ConnectionId connection) {
            this.connection = connection;
        }
    }
}
