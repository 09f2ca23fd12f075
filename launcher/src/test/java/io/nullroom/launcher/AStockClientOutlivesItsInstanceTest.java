package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stock client finds its place on another instance when its own is killed, by itself.
 *
 * <p>It looks after its connection every 6 to 12 s (connection_monitor.js, getPollInterval), and then opens another one
 * only if the last ping and the loss are more than 6 s ago (connectionIsStale, disconnectedRecently): so it is back
 * after 6 to 18 s whatever a server does, even if that says {@code disconnect}, which it answers by closing. Only where
 * its tab comes into sight does it look at once.
 */
final class AStockClientOutlivesItsInstanceTest {
    private static final Logger LOG = LoggerFactory.getLogger(AStockClientOutlivesItsInstanceTest.class);

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @Test
    void itResumesElsewhereAndNobodyIsToldAnything() throws IOException {
        try (var stack = Stack.of(Map.of("NULLROOM_RECONNECT_GRACE_SECONDS", "30"), 1, 1, 1)) {
            var room = stack.newRoom();
            var watched = comes(stack, room, "YSB0YWIgdGhhdCBpcyBpbiBzaWdodA");
            watched.hears("init", 1);
            var left = comes(stack, room, "YSB0YWIgdGhhdCBub2JvZHkgc2Vlcw");
            left.hears("init", 1);
            watched.hears("peer_ready", 1);
            var dying = stack.signaling().remove(0);
            stack.signaling().add(stack.start("signaling"));
            stack.awaitWell();
            long killed = System.nanoTime();
            dying.kill();
            watched.hears("disconnected", 1).comesIntoSight();
            watched.hears("init", 2);
            long sawIt = millisSince(killed);
            left.hears("init", 2);
            long byItself = millisSince(killed);
            LOG.info("back after {} ms in sight, after {} ms by itself", sawIt, byItself);
            assertEquals(true, watched.last("init").get("resumed"));
            assertEquals(true, left.last("init").get("resumed"));
            watched.signals(3);
            left.signals(3);
            assertEquals(List.of(1, 2, 3), left.hears("signal", 3).numbers());
            assertEquals(List.of(1, 2, 3), watched.hears("signal", 3).numbers());
            assertEquals(0, watched.events().stream().filter("peer_left"::equals).count());
            assertEquals(0, left.events().stream().filter("peer_left"::equals).count());
        }
    }

    private static StockClient comes(Stack stack, String room, String secret) {
        return StockClient.subscribes(VISITORS.nextTo("http://localhost:" + stack.nextPort()),
            Map.of("channel", "RoomsChannel", "room_id", room, "resume", secret));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
