package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room lives as long as is set and not one second of use more, wherever rooms are kept. */
final class ARoomLivesItsTimeTest {
    private static final int TTL_SECONDS = 20;
    /** For two browsers and a server that share a busy machine; moved clocks show elsewhere that it is no second. */
    private static final int LATE_SECONDS = 5;

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(ttl());

    @Test
    void inMemoryItEndsForBothAndForWhoWaitsAlone() {
        var alone = VISITORS.next();
        alone.createsRoom();
        endsForBothInTime(VISITORS.server());
        assertTrue(alone.seesEnd("expired").contains("Time is up"));
    }

    @Test
    void inRedisItEndsForBothAndNoKeyIsLeft() throws Exception {
        try (var redis = RunningRedis.start();
             var server = RunningServer.with(
                 Map.of("NULLROOM_ROOM_TTL_SECONDS", ttl().get("NULLROOM_ROOM_TTL_SECONDS"),
                     "NULLROOM_REDIS_URL", redis.url()))) {
            endsForBothInTime(server);
            assertEquals(List.of(), redis.keys());
        }
    }

    private static void endsForBothInTime(RunningServer server) {
        var pair = new Visitors.Pair(VISITORS.nextTo(server.origin()), VISITORS.nextTo(server.origin()));
        long asked = System.currentTimeMillis();
        pair.host().createsRoom();
        long made = System.currentTimeMillis();
        var path = pair.host().link().substring(server.origin().length()).replaceFirst("#.*", "");
        pair.guest().opens(pair.host().link());
        pair.both(person -> person.waitsFor("secure"));
        pair.guest().says("before the end");
        pair.host().hears("before the end");

        pair.both(person -> assertTrue(person.seesEnd("expired").contains("Time is up")));
        long host = endOf(pair.host());
        long guest = endOf(pair.guest());
        assertTrue(Math.abs(host - guest) <= 1_000L * LATE_SECONDS, "ended " + (host - guest) + " ms apart");
        for (long end : List.of(host, guest)) {
            assertTrue(end >= asked + 1_000L * (TTL_SECONDS - 1), "lived " + (end - asked) + " ms at most");
            assertTrue(end <= made + 1_000L * (TTL_SECONDS + LATE_SECONDS), "lived " + (end - made) + " ms at least");
        }
        assertEquals(404, server.get(path, "application/json").statusCode());
        assertEquals(404, server.get(path, "text/html").statusCode());
        pair.both(Person::goHome);
    }

    private static long endOf(Person person) {
        return person.statuses().stream().filter(seen -> seen.status().equals("ended")).findFirst().orElseThrow().at();
    }

    private static Map<String, String> ttl() {
        return Map.of("NULLROOM_ROOM_TTL_SECONDS", Integer.toString(TTL_SECONDS));
    }
}
