package io.nullroom.peer;

import static io.nullroom.peer.Vectors.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two people say and send reaches each other, and nothing before both have confirmed (A9, M, T). */
final class ConversationTest {
    private static final int SIZE = 3 * FileFrame.MOST_BYTES + 1;

    @Test
    void bothSeeTheSameWordsAndHearEachOther() {
        var pair = new TwoSides(1);
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
        var pair = new TwoSides(2);
        assertThrows(IllegalStateException.class, () -> pair.first.talk.say("too early"));
        assertThrows(IllegalStateException.class, () -> pair.first.talk.offer("early.bin", new byte[1]));
        assertEquals(1, pair.second.texts.size());
    }

    @Test
    void aTextBeforeTheConfirmationEndsIt() {
        var keys = new Meeting(3).keys();
        var frame = new TextFrames(keys.texts(Role.INITIATOR)).seal(Layout.utf8("{}"));
        refused("wrong_key", () -> new TwoSides(3).second.talk.text(frame), "text");
    }

    @Test
    void aMessageOfTheFilesBeforeTheConfirmationIsPassedOver() {
        var pair = new TwoSides(3);
        pair.second.talk.chunk(new byte[100]);
        pair.deliver();
        assertEquals(1, pair.second.seen.size());
        refused("broken", () -> pair.second.talk.chunk(new byte[TextFrames.LONGEST + 1]), "too long");
    }

    @Test
    void filesOfAllSizesArriveBothWaysAndUnderTheirOwnKeys() {
        var pair = new TwoSides(4);
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
        var pair = new TwoSides(5);
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

    @Test
    void membersThatNobodyKnowsAreIgnored() {
        var id = Layout.b64(new byte[16]);
        var known = new JsonObject().put("type", "chat").put("id", id).put("text", "a").put("colour", "green");
        assertEquals("a", Message.of(Layout.utf8(known.encode())).orElseThrow().getString("text"));
    }

    @Test
    void ofControlCharactersOnlyLineFeedsAndTabsAreSentAndShown() {
        assertEquals("a\n\tb\nc", Message.clean("a\r\n\t\u0000b\u009b\rc\u007f"));
    }

    @Test
    void aTransferIdIsGoodForOneOfferWhicheverSideMadeIt() {
        for (boolean own : new boolean[] {true, false}) {
            var pair = new TwoSides(6);
            pair.deliver();
            pair.first.talk.offer("once.bin", new byte[1]);
            pair.deliver();
            var again = new JsonObject().put("type", "file-offer").put("id", Layout.b64(pair.offered()))
                .put("name", "again.bin").put("size", 1).put("mime", "");
            var reader = own ? pair.first : pair.second;
            refused("broken", () -> reader.talk.take(again), own ? "of my own" : "of the other one");
        }
    }

    @Test
    void chunksThatNameNoTransferUnderWayArePassedOver() {
        var pair = new TwoSides(7);
        pair.deliver();
        pair.first.talk.offer("whole.bin", new byte[1]);
        pair.deliverTexts();
        var chunk = pair.second.chunks.peek();
        pair.deliver();
        for (var stray : List.of(chunk, new byte[100], new byte[3], new byte[0])) {
            pair.second.talk.chunk(stray);
        }
        assertTrue(pair.first.isIdle(), "not answered");
        assertArrayEquals(new byte[1], pair.second.file);
    }
}
