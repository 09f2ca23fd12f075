package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stock client notices nothing when the instance that has its socket is killed, or when its gateway's connection to
 * that breaks, with a resume secret or not.
 */
final class AStockClientOutlivesItsInstanceTest {
    private static final Logger LOG = LoggerFactory.getLogger(AStockClientOutlivesItsInstanceTest.class);

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @Test
    void itGoesOnAndNobodyIsToldAnything() throws IOException {
        try (var stack = Stack.of(1, 1, 1)) {
            var pairs = List.of(Pair.meets(stack, false), Pair.meets(stack, true));
            var dying = stack.signaling().remove(0);
            stack.signaling().add(stack.start("signaling"));
            stack.awaitWell();
            long killed = System.nanoTime();
            dying.kill();
            pairs.forEach(Pair::goesOn);
            LOG.info("went on after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
            assertEquals(4, stack.moves());
        }
    }

    @Test
    void itGoesOnAlsoWhereItsGatewaysConnectionToTheInstanceBreaks() throws IOException {
        int port = Ports.free("127.0.0.1");
        var byTheWire = Map.of("NULLROOM_SIGNALING_HOST", "127.0.0.1", "NULLROOM_SIGNALING_PORT", String.valueOf(port),
            "NULLROOM_SIGNALING_ADDRESS", "127.0.0.2");
        try (var wire = new CuttableWire("127.0.0.2", port, port); var stack = Stack.of(byTheWire, 1, 1, 1)) {
            var pairs = List.of(Pair.meets(stack, false), Pair.meets(stack, true));
            wire.cut();
            pairs.forEach(Pair::goesOn);
            assertEquals(4, stack.moves());
        }
    }

    /** Two who talk; the first has said something already. */
    private record Pair(StockClient one, StockClient two) {

        static Pair meets(Stack stack, boolean withSecrets) {
            var room = stack.newRoom();
            var one = comes(stack, room, withSecrets ? Map.of("resume", "b25lIG9mIHR3byB0aGF0IHRhbGs") : Map.of());
            one.hears("init", 1);
            var two = comes(stack, room, withSecrets ? Map.of("resume", "dGhlIG90aGVyIG9uZSBvZiB0d28") : Map.of());
            two.hears("init", 1);
            one.hears("peer_ready", 1);
            one.signals(3);
            return new Pair(one, two);
        }

        private static StockClient comes(Stack stack, String room, Map<String, String> more) {
            Map<String, String> identifier = new HashMap<>(Map.of("channel", "RoomsChannel", "room_id", room));
            identifier.putAll(more);
            return StockClient.subscribes(VISITORS.nextTo("http://localhost:" + stack.nextPort()), identifier);
        }

        void goesOn() {
            two.signals(3);
            assertEquals(List.of(1, 2, 3), one.hears("signal", 3).numbers());
            one.signals(3);
            assertEquals(List.of(1, 2, 3, 1, 2, 3), two.hears("signal", 6).numbers());
            assertEquals(List.of("connected", "init", "peer_ready", "signal", "signal", "signal"), one.events());
            assertEquals(List.of("connected", "init", "signal", "signal", "signal", "signal", "signal", "signal"),
                two.events());
        }
    }
}
