package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.STAYING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.ResumeDigest;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.Turn;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules in Java and the rules in Lua are the same: what one store answers, the other one answers. */
class TwinStoresTest {
    private static final int RUNS = 60;
    private static final int STEPS = 60;

    private static final RedisHost REDIS = RedisHost.any();

    @BeforeAll
    static void start() {
        REDIS.start();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void bothStoresAnswerTheSameWhereRoomsEnd() {
        compare(ENDING);
    }

    @Test
    void bothStoresAnswerTheSameWhereRoomsStay() {
        compare(STAYING);
    }

    private static void compare(RoomConfig config) {
        long first = new Random().nextLong();
        try (var redis = new RedisFixture(REDIS); var memory = new MemoryFixture()) {
            var twins = List.of(redis.store(config), memory.store(config));
            for (long seed = first; seed < first + RUNS; seed++) {
                var random = new Random(seed);
                var room = RoomId.random();
                twins.forEach(store -> answer(store.create(room)));
                for (int step = 0; step < STEPS; step++) {
                    if (random.nextInt(10) == 0) {
                        var time = Duration.ofSeconds(List.of(6, 11, 11, 400).get(random.nextInt(4)));
                        redis.advance(time);
                        memory.advance(time);
                    }
                    var question = question(random, room);
                    assertEquals(ask(twins.get(1), question), ask(twins.get(0), question),
                        "the memory's answer and that of Redis, with seed " + seed + " at step " + step);
                }
            }
        }
    }

    private static Function<RoomStore, Future<?>> question(Random random, RoomId room) {
        // Few of each, so that they meet: three people, two sockets each, names that joins have given or not.
        int who = random.nextInt(3);
        var endpoint = new Endpoint("instance", who + "." + random.nextInt(2));
        var resume = who == 2 ? Optional.<ResumeDigest>empty() : Optional.of(new ResumeDigest("digest" + who));
        var name = new ConnectionId("name" + random.nextInt(4));
        var turn = Optional.of(new Turn("socket" + random.nextInt(2), random.nextInt(3)))
            .filter(told -> random.nextBoolean());
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> store -> store.join(new JoinRoom(room, endpoint, resume, turn), name);
            case 3, 4 -> store -> store.hold(new HoldPlace(room, endpoint));
            case 5, 6 -> store -> store.release(new ReleasePlace(room, endpoint));
            case 7 -> store -> store.leave(new LeaveRoom(room, endpoint));
            case 8 -> store -> store.findPeer(new FindPeer(room, endpoint, Optional.empty()));
            default -> store -> store.find(new FindRoom(room));
        };
    }

    private static Object ask(RoomStore store, Function<RoomStore, Future<?>> question) {
        return answer(question.apply(store).<Object>transform((reply, failure) -> Future.succeededFuture(
            failure == null ? timeless(reply) : FailureException.of(failure))));
    }

    /** The answer without its times, which differ by as long as the test takes. */
    private static Object timeless(Object reply) {
        if (reply instanceof JoinRoom.Reply join) {
            return new JoinRoom.Reply(join.connection(), join.initiator(), join.replaced(), join.peer(),
                Long.signum(join.remainingMillis()));
        }
        if (reply instanceof HoldPlace.Reply hold) {
            return new HoldPlace.Reply(hold.held(), Long.signum(hold.graceMillis()));
        }
        if (reply instanceof ReleasePlace.Reply release) {
            return new ReleasePlace.Reply(release.leave(), Long.signum(release.graceMillis()));
        }
        return reply instanceof FindRoom.Reply ? "found" : reply;
    }
}
