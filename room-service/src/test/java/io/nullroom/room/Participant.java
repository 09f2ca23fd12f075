package io.nullroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.ResumeDigest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Somebody who does what comes to mind, one thing after the other, while others do likewise at the same time, and
 * checks that each answer keeps what the answers before have promised.
 */
final class Participant {
    private final Random random;
    private final List<RoomStore> stores;
    private final ResumeDigest digest;
    private Endpoint endpoint;
    private Endpoint former;
    private Optional<ConnectionId> place = Optional.empty();
    private boolean held;
    private boolean late;

    Participant(long seed, List<RoomStore> stores) {
        random = new Random(seed);
        this.stores = stores;
        digest = new ResumeDigest("digest-" + random.nextLong() + random.nextLong());
        endpoint = freshEndpoint();
        former = freshEndpoint();
    }

    /** Whether it was told that it has a place which nobody else may take. */
    boolean hasAPlace() {
        return place.isPresent() && !late;
    }

    boolean isLate() {
        return late;
    }

    void graceIsOver() {
        late = held;
    }

    /** It has no place any more. */
    void forget() {
        place = Optional.empty();
        held = false;
        late = false;
    }

    /** Asks again for the place it has; the store must know of it. */
    Future<JoinRoom.Reply> prove(Party party) {
        return join(party, endpoint).map(reply -> {
            assertEquals(place, Optional.of(reply.connection()));
            return reply;
        });
    }

    /** One random step. */
    Future<?> act(Party party) {
        var step = place.isEmpty() ? enter(party) : held ? away(party) : inside(party);
        return step.<Object>mapEmpty().recover(failure -> {
            if (FailureException.of(failure) != Failure.ROOM_NOT_FOUND) {
                return Future.failedFuture(failure);
            }
            assertTrue(party.mayBeOver() || party.ending() && !hasAPlace(), "a room is gone that nobody has ended");
            return Future.succeededFuture();
        });
    }

    private Future<?> inside(Party party) {
        return switch (random.nextInt(8)) {
            case 0 -> leave(party);
            case 1, 2 -> resume(party);
            case 3 -> prove(party);
            case 4 -> pretend(party);
            case 5 -> release(party);
            default -> hold(party);
        };
    }

    private Future<?> away(Party party) {
        return switch (random.nextInt(6)) {
            case 0 -> leave(party);
            case 1, 2 -> release(party);
            case 3 -> late ? pretend(party) : hold(party);
            default -> late ? resumeLate(party) : resume(party);
        };
    }

    private Future<?> enter(Party party) {
        endpoint = freshEndpoint();
        var once = join(party, endpoint);
        // As over a bus that has lost the first answer.
        var twice = random.nextInt(4) == 0 ? join(party, endpoint) : once;
        return Future.join(once, twice).transform(both -> {
            if (once.succeeded() && twice.succeeded()) {
                assertEquals(once.result().connection(), twice.result().connection());
            }
            return once.succeeded() ? once : twice;
        }).map(reply -> {
            assertEquals(Optional.empty(), reply.replaced());
            place = Optional.of(reply.connection());
            return reply;
        }).<Object>mapEmpty().recover(this::orFull);
    }

    private Future<?> leave(Party party) {
        party.left().set(true);
        return store().leave(new LeaveRoom(party.room(), endpoint)).map(reply -> {
            assertTrue(reply.left() || late || party.mayBeOver(), "a place was lost before it was left");
            assertEquals(reply.left() && party.ending(), reply.roomEnded());
            party.count(reply);
            forget();
            return reply;
        });
    }

    private Future<?> hold(Party party) {
        return store().hold(new HoldPlace(party.room(), endpoint)).map(reply -> {
            assertTrue(reply.held() || party.mayBeOver(), "a place was lost before it was held");
            assertEquals(reply.held(), reply.graceMillis() > 0);
            held = true;
            return reply;
        });
    }

    private Future<?> release(Party party) {
        party.left().compareAndSet(false, late);
        return store().release(new ReleasePlace(party.room(), endpoint)).map(reply -> {
            assertTrue(late || !reply.leave().left(), "a place was released within its grace period");
            assertTrue(late || party.mayBeOver() || held == reply.graceMillis() > 0);
            party.count(reply.leave());
            if (late) {
                forget();
            }
            return reply;
        });
    }

    private Future<?> resume(Party party) {
        var target = freshEndpoint();
        return join(party, target).map(reply -> {
            assertEquals(place, Optional.of(reply.connection()));
            assertEquals(Optional.of(endpoint), reply.replaced());
            return moved(target, reply);
        });
    }

    /** Comes back after the grace period: it finds its place, another one, or none. */
    private Future<?> resumeLate(Party party) {
        var target = freshEndpoint();
        return join(party, target).map(reply -> {
            if (reply.replaced().isPresent()) {
                assertEquals(place, Optional.of(reply.connection()));
            } else {
                assertNotEquals(place, Optional.of(reply.connection()));
            }
            return moved(target, reply);
        }).<Object>mapEmpty().recover(this::orFull);
    }

    /** What is said by a socket that has no place, or no longer. */
    private Future<?> pretend(Party party) {
        return Future.all(
            store().leave(new LeaveRoom(party.room(), former))
                .map(reply -> equal(LeaveRoom.Reply.NOTHING_LEFT, reply)),
            store().hold(new HoldPlace(party.room(), former))
                .map(reply -> equal(HoldPlace.Reply.NOT_HELD, reply)),
            store().release(new ReleasePlace(party.room(), former))
                .map(reply -> equal(LeaveRoom.Reply.NOTHING_LEFT, reply.leave())));
    }

    private JoinRoom.Reply moved(Endpoint target, JoinRoom.Reply reply) {
        place = Optional.of(reply.connection());
        former = endpoint;
        endpoint = target;
        held = false;
        late = false;
        return reply;
    }

    private Future<Object> orFull(Throwable failure) {
        if (FailureException.of(failure) != Failure.ROOM_FULL) {
            return Future.failedFuture(failure);
        }
        forget();
        return Future.succeededFuture();
    }

    private Future<JoinRoom.Reply> join(Party party, Endpoint at) {
        var question = new JoinRoom(party.room(), at, Optional.of(digest), Optional.empty());
        return store().join(question, ConnectionId.random());
    }

    private RoomStore store() {
        return stores.get(random.nextInt(stores.size()));
    }

    private Endpoint freshEndpoint() {
        return new Endpoint("instance-" + random.nextInt(3), Long.toHexString(random.nextLong()));
    }

    private static <T> T equal(T expected, T actual) {
        assertEquals(expected, actual);
        return actual;
    }
}
