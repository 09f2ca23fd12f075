package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of nullroom 1 use the npm package {@code @rails/actioncable}; it must not notice whose server this is. */
final class TheStockActionCableClientWorksTest {
    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of("NULLROOM_RECONNECT_GRACE_SECONDS", "30"));

    private final String room = new JsonObject(VISITORS.server().post("/rooms").body()).getString("room_id");

    @Test
    void bothAreLetInAndTheFirstIsToldOfTheSecond() {
        var first = comes();
        first.hears("connected", 1).hears("init", 1);
        var second = comes();
        second.hears("connected", 1).hears("init", 1);
        first.hears("peer_ready", 1);
        assertEquals(true, first.last("init").get("initiator"));
        assertEquals(false, second.last("init").get("initiator"));
        assertEquals(true, second.last("init").get("file_sharing"));
        assertEquals(16_777_216, second.last("init").get("file_size_limit"));
        assertNotEquals(first.last("init").get("connection_id"), second.last("init").get("connection_id"));
        assertFalse(second.events().contains("peer_ready"));
    }

    @Test
    void signalsPassBothWaysInOrder() {
        var first = comes();
        first.hears("init", 1);
        var second = comes();
        first.hears("peer_ready", 1);
        // Under the limit of 100 messages a second.
        first.signals(80);
        second.signals(80);
        var numbers = IntStream.rangeClosed(1, 80).boxed().toList();
        assertEquals(numbers, first.hears("signal", 80).numbers());
        assertEquals(numbers, second.hears("signal", 80).numbers());
        assertEquals(first.last("init").get("connection_id"), second.last("signal").get("connection_id"));
    }

    @Test
    void aThirdIsRejected() {
        comes().hears("init", 1);
        comes().hears("init", 1);
        var third = comes().hears("rejected", 1);
        assertEquals(List.of("rejected"), third.events());
    }

    @Test
    void theGateAnswersTheAskerAlone() {
        var first = comes();
        first.hears("init", 1);
        var second = comes();
        first.hears("peer_ready", 1);
        first.asksToSend(16_777_216);
        first.hears("file_transfer_authorized", 1);
        first.asksToSend(16_777_217);
        first.hears("file_transfer_error", 1);
        assertTrue(first.last("file_transfer_error").get("error").toString().contains("16 MB"));
        first.signals(1);
        second.hears("signal", 1);
        assertEquals(List.of("connected", "init", "signal"), second.events());
    }

    @Test
    void whoUnsubscribesHasLeft() {
        var first = comes();
        first.hears("init", 1);
        var second = comes();
        first.hears("peer_ready", 1);
        var leaver = second.hears("init", 1).last("init").get("connection_id");
        second.unsubscribes();
        first.hears("peer_left", 1);
        assertEquals(leaver, first.last("peer_left").get("connection_id"));
        comes().hears("rejected", 1);
    }

    @Test
    void aLostSocketWithoutResumeIsALeave() {
        var first = comes();
        first.hears("init", 1);
        var person = VISITORS.next();
        StockClient.subscribes(person, identifier()).hears("init", 1);
        first.hears("peer_ready", 1);
        person.closesTab();
        first.hears("peer_left", 1);
    }

    @Test
    void pingsKeepTheConnectionAlive() {
        var person = VISITORS.next();
        List<String> pings = new ArrayList<>();
        person.page().onWebSocket(socket -> socket.onFrameReceived(frame -> {
            if (frame.text().contains("\"ping\"")) {
                pings.add(frame.text());
            }
        }));
        var client = StockClient.subscribes(person, identifier()).hears("init", 1);
        person.page().waitForCondition(() -> pings.size() >= 3);
        assertTrue(client.alive());
        assertEquals(List.of("connected", "init"), client.events());
        long seconds = new JsonObject(pings.get(pings.size() - 1)).getLong("message");
        assertTrue(Math.abs(System.currentTimeMillis() / 1000 - seconds) <= 10, pings.toString());
    }

    @Test
    void itComesBackAfterALossAndTheOtherIsToldNothing() {
        try (var wire = new CuttableWire(VISITORS.server().port())) {
            var first = comes();
            first.hears("init", 1);
            var person = VISITORS.nextTo(wire.origin());
            var second = StockClient.subscribes(person, Map.of("channel", "RoomsChannel", "room_id", room,
                "resume", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"));
            first.hears("peer_ready", 1);
            var place = second.hears("init", 1).last("init").get("connection_id");
            wire.cut();
            second.hears("disconnected", 1).comesIntoSight();
            second.hears("connected", 2).hears("init", 2);
            assertEquals(true, second.last("init").get("resumed"));
            assertEquals(place, second.last("init").get("connection_id"));
            second.signals(1);
            first.hears("signal", 1);
            assertEquals(List.of("connected", "init", "peer_ready", "signal"), first.events());
            person.goHome();
        }
    }

    private StockClient comes() {
        return StockClient.subscribes(VISITORS.next(), identifier());
    }

    private Map<String, String> identifier() {
        return Map.of("channel", "RoomsChannel", "room_id", room);
    }
}
