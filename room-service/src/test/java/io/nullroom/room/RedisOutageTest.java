package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.failure;
import static io.nullroom.room.StoreFixture.ENDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Redis away: quick answers, few connections, and everything works again soon after it is back. */
@Isolated("It takes the time.")
class RedisOutageTest {
    /** Far more than it takes, and far less than a thousand would that waited each for anything. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final RedisHost redis = RedisHost.any();
    private final String url = "redis://127.0.0.1:" + redis.port();

    @AfterEach
    void close() {
        answer(vertx.close());
        redis.close();
    }

    @Test
    void whileRedisIsDeadRequestsFailAtOnceAndWorkAgainSoonAfterItsReturn() {
        redis.start();
        var store = store(url);
        assertWorksSoon(store);
        redis.kill();
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.check(new CheckHealth())));
        var started = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        }
        assertWithin(SOON, started);
        redis.start();
        assertWorksSoon(store);
    }

    @Test
    void aStoreStartsWithoutRedisAndFindsItWhenItComes() {
        var store = store(url);
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        redis.start();
        assertWorksSoon(store);
    }

    @Test
    void aRedisThatHangsCountsAsAwayAndIsFoundAgainWhenItGoesOn() {
        redis.start();
        var store = store(url);
        assertWorksSoon(store);
        redis.freeze();
        var started = System.nanoTime();
        var waiting = Stream.generate(() -> store.create(RoomId.random())).limit(200).toList();
        answer(Future.join(waiting).otherwiseEmpty());
        assertWithin(SOON, started);
        assertTrue(RedisLink.PATIENCE.multipliedBy(2).compareTo(Bus.TIMEOUT) < 0, "who asks hears of it in time");
        assertTrue(waiting.stream().allMatch(Future::failed));
        // The first attempt to connect again may still be waited for, later ones are not.
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        started = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        }
        assertWithin(SOON, started);
        redis.thaw();
        assertWorksSoon(store);
    }

    @Test
    void thousandsOfRequestsTakeOneConnection() {
        redis.start();
        // For longer than this takes, so that none is replaced meanwhile.
        var store = new RedisRoomStore(ENDING,
            new RedisLink(vertx, RedisHost.config(url), RedisFixture.PATIENCE, Duration.ofHours(1)));
        answer(Future.all(creates(store, 2000)));
        redis.kill();
        answer(Future.join(creates(store, 2000)).otherwiseEmpty());
        redis.start();
        assertWorksSoon(store);
        var admin = Redis.createClient(vertx, url);
        int before = connections(admin);
        answer(Future.all(creates(store, 2000)));
        assertEquals(before, connections(admin));
        // The store's, the one that asks, and those that waited for the start.
        assertTrue(before < 10, before + " connections");
    }

    @Test
    void aConnectionThatRedisClosesIsReplacedWithoutAFailure() {
        redis.start();
        var store = store(url);
        assertWorksSoon(store);
        var admin = Redis.createClient(vertx, url);
        answer(admin.send(Request.cmd(Command.CLIENT).arg("KILL").arg("TYPE").arg("normal").arg("SKIPME").arg("yes")));
        assertWorksSoon(store);
    }

    @Test
    void aWrongPasswordAndAFullRedisAreAnUnavailableStore() {
        redis.start("--requirepass", "right", "--maxmemory", "1");
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store(url).create(RoomId.random())));
        var store = store("redis://:wrong@127.0.0.1:" + redis.port());
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        var right = store("redis://:right@127.0.0.1:" + redis.port());
        assertEquals(Failure.STORE_UNAVAILABLE, failure(right.create(RoomId.random())));
        assertEquals(Failure.STORE_UNAVAILABLE, failure(right.check(new CheckHealth())));
    }

    @Test
    void aPasswordOpensRedis() {
        redis.start("--requirepass", "right@/:");
        var store = store("redis://:right%40%2F%3A@127.0.0.1:" + redis.port());
        assertWorksSoon(store);
    }

    @Test
    void closingWaitsForWhatIsUnderWayAndRefusesTheRest() {
        redis.start();
        var store = store(url, RedisFixture.PATIENCE);
        var underWay = creates(store, 500);
        var closed = store.close();
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        answer(closed);
        answer(Future.all(underWay));
        answer(store.close());
    }

    /** How many Redis has had since its start. */
    private static int connections(Redis admin) {
        var stats = answer(admin.send(Request.cmd(Command.INFO).arg("stats"))).toString();
        return stats.lines().filter(line -> line.startsWith("total_connections_received:"))
            .mapToInt(line -> Integer.parseInt(line.split(":")[1])).findFirst().orElseThrow();
    }

    private RoomStore store(String at) {
        return store(at, RedisLink.PATIENCE);
    }

    private RoomStore store(String at, Duration patience) {
        return new RedisRoomStore(ENDING, new RedisLink(vertx, RedisHost.config(at), patience));
    }

    private static List<Future<CreateRoom.Reply>> creates(RoomStore store, int count) {
        return Stream.generate(() -> store.create(RoomId.random())).limit(count).toList();
    }

    private void assertWorksSoon(RoomStore store) {
        var started = System.nanoTime();
        answer(eventually(store));
        assertWithin(SOON, started);
    }

    private Future<Done> eventually(RoomStore store) {
        return store.check(new CheckHealth())
            .recover(away -> vertx.timer(20, TimeUnit.MILLISECONDS)
                .compose(later -> eventually(store)));
    }

    private static void assertWithin(Duration limit, long started) {
        var taken = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(taken.compareTo(limit) < 0, () -> "took " + taken);
    }
}
