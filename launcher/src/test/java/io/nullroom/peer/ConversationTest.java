package io.nullroom.peer;

import static io.nullroom.peer.Vectors.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What two people say and send reaches each other, and nothing before both have confirmed (A9, M, T). */
final class ConversationTest {
    private static final int SIZE = 3 * FileFrame.MOST_BYTES + 1;

    @Test
    void bothSeeTheSameWordsAndHearEachOther() {
        var pair = new Pair(1);
        pair.deliver();
        var id = pair.first.talk.say("grüße 🎉");
        pair.deliver();
        pair.second.talk.say("and back");
        pair.deliver();
        assertEquals("secure", pair.first.seen.get(0).substring(0, 6));
        assertEquals(pair.first.seen.get(0), pair.second.seen.get(0));
        assertEquals(List.of("delivered " + id, "heard and back"), pair.first.seen.subList(1, 3));
        assertEquals("heard grüße 🎉", pair.second.seen.get(1));
    }

    @Test
    void nothingLeavesBeforeTheOtherOneHasConfirmed() {
        var pair = new Pair(2);
        assertThrows(IllegalStateException.class, () -> pair.first.talk.say("too early"));
        assertThrows(IllegalStateException.class, () -> pair.first.talk.offer("early.bin", new byte[1]));
        assertEquals(1, pair.second.texts.size());
    }

    @Test
    void aTextOrAChunkBeforeTheConfirmationEndsIt() {
        var keys = new Meeting(3).keys();
        var frame = new TextFrames(keys.texts(Role.INITIATOR)).seal(Layout.utf8("{}"));
        refused("wrong_key", () -> new Pair(3).second.talk.text(frame), "text");
        refused("broken", () -> new Pair(3).second.talk.chunk(new byte[100]), "chunk");
    }

    @Test
    void filesOfAllSizesArriveBothWaysAndUnderTheirOwnKeys() {
        var pair = new Pair(4);
        pair.deliver();
        for (int size : new int[] {0, 1, FileFrame.MOST_BYTES, SIZE}) {
            var bytes = Meeting.seeded(size).bytes(1).clone();
            var file = Arrays.copyOf(bytes, size);
            pair.first.talk.offer(size + ".bin", file);
            pair.second.talk.offer("back.bin", file);
            pair.deliver();
            assertArrayEquals(file, pair.second.file);
            assertArrayEquals(file, pair.first.file);
            assertTrue(pair.first.seen.contains("arrived " + size + ".bin"));
        }
    }

    @Test
    void aChunkThatWasTouchedCancelsItsFileAndNothingElse() {
        var pair = new Pair(5);
        pair.deliver();
        pair.first.talk.offer("touched.bin", new byte[SIZE]);
        pair.deliverTexts();
        pair.second.chunks.peek()[100] ^= 1;
        pair.deliver();
        assertTrue(pair.first.seen.contains("failed touched.bin broken"));
        pair.first.talk.say("still here");
        pair.deliver();
        assertTrue(pair.second.seen.contains("heard still here"));
    }

    @Test
    void aListedMessageThatIsNotWellFormedIsRefusedAndAnUnknownOnePassedOver() {
        var id = Layout.b64(new byte[16]);
        for (var wrong : List.of("{\"type\":\"chat\",\"id\":\"" + id + "\"}", "{\"type\":\"receipt\",\"id\":\"AA\"}",
            "{\"type\":\"path\",\"relayed\":1}", "{\"type\":7}", "[]", "null", "",
            "{\"type\":\"file-offer\",\"id\":\"" + id + "\",\"name\":\"a\",\"mime\":\"\",\"size\":-1}",
            "{\"type\":\"file-decline\",\"id\":\"" + id + "\",\"why\":\"broken\"}",
            new JsonObject().put("type", "chat").put("id", id).put("text", "x".repeat(16_385)).encode())) {
            refused("broken", () -> Message.of(Layout.utf8(wrong)), wrong);
        }
        assertTrue(Message.of(Layout.utf8("{\"type\":\"of a later day\"}")).isEmpty());
    }

    /** Two sides whose messages wait to be delivered. */
    private static final class Pair {
        final Side first = new Side();
        final Side second = new Side();

        Pair(long seed) {
            var meeting = new Meeting(seed);
            var keys = meeting.keys();
            first.talk = new Conversation(keys, Role.INITIATOR, second, first, Meeting.seeded(seed + 1));
            second.talk = new Conversation(meeting.responder.release().orElseThrow(), Role.RESPONDER, first, second,
                Meeting.seeded(seed + 2));
        }

        void deliver() {
            while (!first.isIdle() || !second.isIdle()) {
                deliverTexts();
                first.takesChunks();
                second.takesChunks();
            }
        }

        void deliverTexts() {
            while (!first.texts.isEmpty() || !second.texts.isEmpty()) {
                first.takesTexts();
                second.takesTexts();
            }
        }
    }

    /** Holds what comes to one side, and what that side has seen. */
    private static final class Side implements Conversation.Wire, Conversation.Events {
        final Queue<byte[]> texts = new ArrayDeque<>();
        final Queue<byte[]> chunks = new ArrayDeque<>();
        final List<String> seen = new ArrayList<>();
        byte[] file = {};
        Conversation talk;

        boolean isIdle() {
            return texts.isEmpty() && chunks.isEmpty();
        }

        void takesTexts() {
            for (var frame = texts.poll(); frame != null; frame = texts.poll()) {
                talk.text(frame);
            }
        }

        void takesChunks() {
            for (var chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
                talk.chunk(chunk);
            }
        }

        @Override
        public void text(byte[] frame) {
            texts.add(frame);
        }

        @Override
        public void chunk(byte[] chunk) {
            chunks.add(chunk);
        }

        @Override
        public void secure(List<String> words) {
            seen.add("secure " + words);
        }

        @Override
        public void heard(String text) {
            seen.add("heard " + text);
        }

        @Override
        public void delivered(String id) {
            seen.add("delivered " + id);
        }

        @Override
        public void received(String name, byte[] bytes) {
            file = bytes;
        }

        @Override
        public void arrived(String name) {
            seen.add("arrived " + name);
        }

        @Override
        public void failed(String name, String why) {
            seen.add("failed " + name + " " + why);
        }

        @Override
        public void left() {
            seen.add("left");
        }

        @Override
        public void ended(Refused why) {
            seen.add("ended " + why.getMessage());
        }
    }
}
