package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itGoesOnAndNobodyIsToldAnything(boolean withSecrets) throws IOException {
        try (var stack = Stack.of(1, 1, 1)) {
            var room = stack.newRoom();
            var one = comes(stack, room, withSecrets ? Map.of("resume", "b25lIG9mIHR3byB0aGF0IHRhbGs") : Map.of());
            one.hears("init", 1);
            var two = comes(stack, room, withSecrets ? Map.of("resume", "dGhlIG90aGVyIG9uZSBvZiB0d28") : Map.of());
            two.hears("init", 1);
            one.hears("peer_ready", 1);
            one.signals(3);
            var dying = stack.signaling().remove(0);
            stack.signaling().add(stack.start("signaling"));
            stack.awaitWell();
            long killed = System.nanoTime();
            dying.kill();
            two.signals(3);
            assertEquals(List.of(1, 2, 3), one.hears("signal", 3).numbers());
            LOG.info("goes on after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
            one.signals(3);
            assertEquals(List.of(1, 2, 3, 1, 2, 3), two.hears("signal", 6).numbers());
            assertEquals(List.of("connected", "init", "peer_ready", "signal", "signal", "signal"), one.events());
            assertEquals(List.of("connected", "init", "signal", "signal", "signal", "signal", "signal", "signal"),
                two.events());
            assertEquals(2, stack.moves());
        }
    }

    @Test
    void itGoesOnAlsoWhereItsGatewaysConnectionToTheInstanceBreaks() throws IOException {
        int port = Ports.free("127.0.0.1");
        var byTheWire = Map.of("NULLROOM_SIGNALING_HOST", "127.0.0.1", "NULLROOM_SIGNALING_PORT", String.valueOf(port),
            "NULLROOM_SIGNALING_ADDRESS", "127.0.0.2");
        try (var wire = new CuttableWire("127.0.0.2", port, port); var stack = Stack.of(byTheWire, 1, 1, 1)) {
            var room = stack.newRoom();
            var one = comes(stack, room, Map.of());
            one.hears("init", 1);
            var two = comes(stack, room, Map.of());
            two.hears("init", 1);
            one.signals(3);
            wire.cut();
            one.signals(3);
            two.signals(3);
            assertEquals(List.of(1, 2, 3, 1, 2, 3), two.hears("signal", 6).numbers());
            assertEquals(List.of(1, 2, 3), one.hears("signal", 3).numbers());
            assertEquals(List.of("connected", "init", "peer_ready", "signal", "signal", "signal"), one.events());
            assertEquals(2, stack.moves());
        }
    }

    private static StockClient comes(Stack stack, String room, Map<String, String> more) {
        Map<String, String> identifier = new HashMap<>(Map.of("channel", "RoomsChannel", "room_id", room));
        identifier.putAll(more);
        return StockClient.subscribes(VISITORS.nextTo("http://localhost:" + stack.nextPort()), identifier);
    }
}
