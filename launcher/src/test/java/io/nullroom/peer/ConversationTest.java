package io.nullroom.peer;

import static io.nullroom.peer.Vectors.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What two people say and send reaches each other, and nothing before both have confirmed (A9, M, T). */
final class ConversationTest {
    private static final int SIZE = 3 * FileFrame.MOST_BYTES + 1;
    private static final int WINDOW = 8 * 1024 * 1024;

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
    void whatIsMoreThanCanBeKeptIsDeclinedAndTheNextFileArrives() {
        var pair = new TwoSides(4);
        pair.deliver();
        pair.first.talk.offer("large.bin", new byte[(int) Transfers.MOST_PROMISED + 1]);
        pair.first.talk.offer("small.bin", new byte[1]);
        pair.deliver();
        assertTrue(pair.first.seen.contains("failed large.bin too_large"));
        assertTrue(pair.first.seen.contains("arrived small.bin"));
        IntStream.rangeClosed(0, Transfers.MOST_INCOMING).forEach(count -> pair.first.talk.offer("one", new byte[1]));
        pair.deliverTexts();
        assertEquals(1, pair.first.seen.stream().filter("failed one too_large"::equals).count());
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
        var known = Vectors.file("messages");
        texts(known, "taken").forEach(text -> assertTrue(Message.of(Layout.utf8(text)).isPresent(), text));
        texts(known, "passedOver").forEach(text -> assertTrue(Message.of(Layout.utf8(text)).isEmpty(), text));
        texts(known, "refused").forEach(text -> refused("broken", () -> Message.of(Layout.utf8(text)), text));
        refused("broken", () -> Message.of(new byte[0]), "nothing");
    }

    @Test
    void noMoreThanEightMebibytesAreAheadOfWhatTheReaderHasWrittenAway() {
        var pair = new TwoSides(6);
        pair.deliver();
        var file = new byte[20 * 1024 * 1024];
        pair.first.talk.offer("large.bin", file);
        pair.first.talk.offer("next.bin", new byte[SIZE]);
        pair.deliverTexts();
        long ahead = pair.second.chunks.stream().mapToLong(chunk -> chunk.length).sum();
        assertTrue(ahead >= WINDOW && ahead < WINDOW + 128 * 1024, ahead + " bytes ahead");
        pair.deliver();
        assertArrayEquals(new byte[SIZE], pair.second.file);
        assertTrue(pair.first.seen.containsAll(List.of("arrived large.bin", "arrived next.bin")));
    }

    @Test
    void aCountOrAnEndThatCannotBeIsRefused() {
        List<JsonObject> said = new ArrayList<>();
        var side = new Side();
        var transfers = new Transfers(new Chain(new byte[32]), new Chain(new byte[32]), said::add, side, side);
        transfers.offer(new byte[FileFrame.ID_BYTES], "large.bin", new byte[2 * WINDOW]);
        Function<String, JsonObject> word = type -> said.get(0).copy().put("type", type);
        Function<Integer, JsonObject> progress = bytes -> word.apply("file-progress").put("bytes", bytes);
        refused("broken", () -> transfers.take(progress.apply(1)), "before the acceptance");
        transfers.take(word.apply("file-accept"));
        refused("broken", () -> transfers.take(progress.apply(2 * WINDOW + 1)), "more than the file has");
        int ahead = side.chunks.size();
        transfers.take(progress.apply(WINDOW / 2));
        assertEquals(ahead + WINDOW / 2 / FileFrame.MOST_BYTES, side.chunks.size(), 1);
        ahead = side.chunks.size();
        transfers.take(progress.apply(3));
        assertEquals(ahead, side.chunks.size(), "what does not rise is passed over");
        refused("broken", () -> transfers.take(word.apply("file-done")), "before the last chunk");
        assertEquals(List.of(), side.seen);
    }

    private static List<String> texts(JsonObject vectors, String name) {
        return vectors.getJsonArray(name).stream().map(String.class::cast).toList();
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
