package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.RoomId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway makes of a client's first words. */
class RoomHintTest {
    private static final String ROOM = "6f9619ff-8b86-4011-b42d-00c04fc964ff";
    private static final int LAST_TEXT = 0x81;
    private static final int PING = 0x89;

    @Test
    void aRoomIsFoundHoweverItsClientSpellsTheSubscription() {
        var hint = RoomHint.in(subscribes(JsonObject.of("channel", "RoomsChannel", "room_id", ROOM)));
        assertTrue(hint.isPresent());
        assertEquals(hint, RoomHint.in(subscribes(JsonObject.of("resume", "s".repeat(43), "room_id", ROOM))));
        assertEquals(hint,
            RoomHint.in(masked(LAST_TEXT, "{\"identifier\":\"{\\\"room_id\\\" : \\\"" + ROOM + "\\\"}\"}")));
        assertEquals(hint, RoomHint.in(masked(PING, "room_id: a").appendBuffer(
            subscribes(JsonObject.of("room_id", ROOM)))), "beside a ping");
        assertNotEquals(hint, RoomHint.in(subscribes(JsonObject.of("room_id", RoomId.random().value()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "room_id", "{\"room_id\":\"00000000-0000-0000-0000-000000000000\"}",
        "{\"room_id\":\"------------------------------------\"}", "{\"room_id\":17}"})
    void whoNamesNoRoomHasNoHint(String text) {
        assertEquals(Optional.empty(), RoomHint.in(masked(LAST_TEXT, text)));
    }

    @Test
    void aMessageIsWaitedForUntilAllOfItIsThere() {
        var said = subscribes(JsonObject.of("room_id", ROOM));
        for (int length = 0; length < said.length(); length++) {
            assertTrue(RoomHint.isToCome(said.getBuffer(0, length)));
        }
        assertFalse(RoomHint.isToCome(said));
        assertTrue(RoomHint.isToCome(masked(PING, "")), "a ping is no message");
    }

    @Test
    void whoLeavesOrSaysMoreThanASubscriptionIsNotWaitedFor() {
        assertFalse(RoomHint.isToCome(masked(0x88, "")), "a close");
        assertFalse(RoomHint.isToCome(masked(LAST_TEXT, "x".repeat(5000)).getBuffer(0, 10)), "a long message");
        assertFalse(RoomHint.isToCome(Buffer.buffer("no frame at all")), "no frame");
        var pings = Buffer.buffer();
        while (pings.length() < RoomHint.FIRST_WORDS) {
            assertTrue(RoomHint.isToCome(pings));
            pings.appendBuffer(masked(PING, "ping"));
        }
        assertFalse(RoomHint.isToCome(pings), "many pings");
    }

    @Test
    void roomsAreSharedOutEvenlyAndOnlyThoseOfAnInstanceThatGoesChangePlaces() {
        var rooms = Stream.generate(() -> new RoomHint(ThreadLocalRandom.current().nextLong())).limit(3000).toList();
        Map<String, Long> shares = rooms.stream()
            .collect(Collectors.groupingBy(room -> first(room, 3), Collectors.counting()));
        IntStream.range(0, 3).forEach(at -> assertEquals(1000, shares.get(name(at)), 200, shares.toString()));
        rooms.stream().filter(room -> !first(room, 3).equals(name(2)))
            .forEach(room -> assertEquals(first(room, 3), first(room, 2)));
    }

    private static String first(RoomHint room, int instances) {
        return IntStream.range(0, instances).mapToObj(RoomHintTest::name)
            .min((one, other) -> Long.compare(room.rank(one), room.rank(other))).orElseThrow();
    }

    /** As an instance calls itself: of 22 characters. */
    private static String name(int number) {
        return "bXktbmFtZS1pcy1yYW5kb" + number;
    }

    private static Buffer subscribes(JsonObject identifier) {
        return masked(LAST_TEXT,
            JsonObject.of("command", "subscribe", "identifier", identifier.encode()).encode());
    }

    /** A frame as clients send it (RFC 6455, 5.2). */
    private static Buffer masked(int first, String text) {
        var mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        var content = text.getBytes();
        var frame = Buffer.buffer().appendByte((byte) first);
        if (content.length < 126) {
            frame.appendByte((byte) (0x80 | content.length));
        } else {
            frame.appendByte((byte) 0xfe).appendShort((short) content.length);
        }
        frame.appendBytes(mask);
        for (int at = 0; at < content.length; at++) {
            frame.appendByte((byte) (content[at] ^ mask[at % 4]));
        }
        return frame;
    }
}
