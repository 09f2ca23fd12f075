package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.RoomId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway makes of a client's first words. */
class FirstWordsTest {
    private static final String ROOM = "6f9619ff-8b86-4011-b42d-00c04fc964ff";
    private static final int LAST_TEXT = 0x81;
    private static final int PING = 0x89;

    @Test
    void aRoomIsFoundHoweverItsClientSpellsTheSubscription() {
        var hint = room(subscribes(JsonObject.of("channel", "RoomsChannel", "room_id", ROOM)));
        assertTrue(hint.isPresent());
        assertEquals(hint, room(subscribes(JsonObject.of("resume", "s".repeat(43), "room_id", ROOM))));
        assertEquals(hint,
            room(masked(LAST_TEXT, "{\"identifier\":\"{\\\"room_id\\\" : \\\"" + ROOM + "\\\"}\"}")));
        assertEquals(hint, room(masked(PING, "room_id: a").appendBuffer(
            subscribes(JsonObject.of("room_id", ROOM)))), "beside a ping");
        assertNotEquals(hint, room(subscribes(JsonObject.of("room_id", RoomId.random().value()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "room_id", "{\"room_id\":\"00000000-0000-0000-0000-000000000000\"}",
        "{\"room_id\":\"------------------------------------\"}", "{\"room_id\":17}"})
    void whoNamesNoRoomHasNoHint(String text) {
        assertEquals(Optional.empty(), room(masked(LAST_TEXT, text)));
    }

    @Test
    void aMessageIsWaitedForUntilAllOfItIsThere() {
        var said = subscribes(JsonObject.of("room_id", ROOM));
        var words = new FirstWords();
        for (int at = 0; at < said.length(); at++) {
            assertFalse(words.isDecided());
            words.hear(said.getBuffer(at, at + 1));
        }
        assertTrue(words.isDecided());
        assertEquals(room(said), words.room());
        assertEquals(said, words.take());
        assertFalse(heard(masked(PING, "")).isDecided(), "a ping is no message");
    }

    @Test
    void whoLeavesOrSaysMoreThanASubscriptionIsNotWaitedFor() {
        assertTrue(heard(masked(0x88, "")).isDecided(), "a close");
        assertTrue(heard(masked(LAST_TEXT, "x".repeat(5000)).getBuffer(0, 10)).isDecided(), "a long message");
        assertTrue(heard(Buffer.buffer("no frame at all")).isDecided(), "no frame");
        var words = new FirstWords();
        while (!words.isEnough()) {
            assertFalse(words.isDecided());
            words.hear(masked(PING, "ping"));
        }
        assertTrue(words.isDecided(), "many pings");
    }

    @Test
    void theFirstRoomThatIsNamedCounts() {
        var words = heard(subscribes(JsonObject.of("room_id", ROOM)));
        var room = words.room();
        words.hear(subscribes(JsonObject.of("room_id", RoomId.random().value())));
        assertEquals(room, words.room());
    }

    private static Optional<RoomHint> room(Buffer said) {
        return heard(said).room();
    }

    private static FirstWords heard(Buffer said) {
        var words = new FirstWords();
        words.hear(said);
        return words;
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
