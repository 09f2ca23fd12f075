package io.nullroom.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is done to signals, frames and chunks on their way is refused (G3, F4, T3). */
final class TamperingTest {
    private static final int CASES = 10_000;
    private static final int FRAMES = 8;

    @Test
    void everyFlippedBitOfEverySignalOfTheAgreementIsRefused() {
        var meeting = new Meeting(1);
        var place = new SignalWriter.Place(Meeting.ROOM, Role.INITIATOR);
        var writer = new SignalWriter(meeting.link, place, Meeting.seeded(2));
        for (var signal : meeting.signals()) {
            var sealed = writer.seal(signal);
            for (var member : List.of("box", "s")) {
                var bytes = Layout.unb64(sealed.getString(member)).orElseThrow();
                for (int bit = 0; bit < Byte.SIZE * bytes.length; bit++) {
                    var reader = new SignalReader(meeting.link, place);
                    var wrong = sealed.copy().put(member, Layout.b64(Disturbance.flipped(bytes, bit)));
                    assertReason(Reason.WRONG_KEY, () -> reader.open(wrong));
                }
            }
        }
    }

    @Test
    void signalsOfOneRoomDirectionOrCountOpenNowhereElse() {
        var link = LinkKey.fresh(Meeting.seeded(3));
        var place = new SignalWriter.Place(Meeting.ROOM, Role.INITIATOR);
        var sealed = new SignalWriter(link, place, Meeting.seeded(4)).seal(new JsonObject().put("type", "ask"));
        for (var other : List.of(new SignalWriter.Place(Meeting.ROOM, Role.RESPONDER),
            new SignalWriter.Place(Meeting.ROOM.replace('6', '7'), Role.INITIATOR))) {
            assertReason(Reason.WRONG_KEY, () -> new SignalReader(link, other).open(sealed));
        }
        assertReason(Reason.WRONG_KEY, () -> new SignalReader(link, place).open(sealed.copy().put("n", 1)));
    }

    @Test
    void everyFlippedBitOfAFrameAndOfAChunkIsRefused() {
        var keys = new Meeting(5).keys();
        var frame = new TextFrames(keys.texts(Role.INITIATOR)).seal(Layout.utf8("a text"));
        var id = Meeting.seeded(6).bytes(FileFrame.ID_BYTES);
        var key = new Chain(keys.files(Role.INITIATOR)).fileKey(id);
        var chunk = new FileWriter(id, key).seal(new byte[100], true);
        for (int bit = 0; bit < Byte.SIZE * frame.length; bit++) {
            var wrong = Disturbance.flipped(frame, bit);
            assertReason(Reason.BROKEN, () -> new TextFrames(keys.texts(Role.INITIATOR)).open(wrong));
        }
        for (int bit = 0; bit < Byte.SIZE * chunk.length; bit++) {
            var wrong = Disturbance.flipped(chunk, bit);
            assertReason(Reason.BROKEN, () -> new FileReader(id, key, 100).take(wrong));
        }
    }

    @Test
    void framesOpenInTheirPlaceAloneInTenThousandGeneratedCases() {
        var keys = new Meeting(7).keys();
        var sealed = frames(keys, Role.INITIATOR);
        var reflected = frames(keys, Role.RESPONDER);
        var splice = chunks(keys, 7);
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var wire = Disturbance.of(sealed, List.of(reflected, splice), random);
            var reader = new TextFrames(keys.texts(Role.INITIATOR));
            int opened = 0;
            for (var frame : wire) {
                try {
                    assertEquals("text " + opened, Layout.text(reader.open(frame)).orElseThrow());
                    opened++;
                } catch (Refused refused) {
                    assertEquals(Reason.BROKEN, refused.reason());
                }
            }
            assertEquals(untouched(sealed, wire), opened, "seed " + seed);
        }
    }

    @Test
    void chunksOpenInTheirPlaceAloneInTenThousandGeneratedCases() {
        var keys = new Meeting(8).keys();
        var sealed = chunks(keys, 8);
        var others = List.of(chunks(keys, 9), frames(keys, Role.INITIATOR));
        var id = Meeting.seeded(8).bytes(FileFrame.ID_BYTES);
        for (int seed = 0; seed < CASES; seed++) {
            var wire = Disturbance.of(sealed, others, new Random(seed));
            var reader = new FileReader(id, new Chain(keys.files(Role.INITIATOR)).fileKey(id), FRAMES);
            for (var chunk : wire) {
                try {
                    assertFalse(reader.take(chunk).isPresent(), "seed " + seed);
                } catch (Refused refused) {
                    assertEquals(Reason.BROKEN, refused.reason());
                    break;
                }
            }
        }
    }

    private static List<byte[]> frames(SessionKeys keys, Role writer) {
        var frames = new TextFrames(keys.texts(writer));
        return IntStream.range(0, FRAMES).mapToObj(number -> frames.seal(Layout.utf8("text " + number))).toList();
    }

    /** A file of one byte a chunk. */
    private static List<byte[]> chunks(SessionKeys keys, long seed) {
        var id = Meeting.seeded(seed).bytes(FileFrame.ID_BYTES);
        var writer = new FileWriter(id, new Chain(keys.files(Role.INITIATOR)).fileKey(id));
        return IntStream.range(0, FRAMES)
            .mapToObj(number -> writer.seal(new byte[1], number == FRAMES - 1)).toList();
    }

    /** How many stand where they stood, before the first that does not. */
    private static int untouched(List<byte[]> row, List<byte[]> wire) {
        int at = 0;
        while (at < wire.size() && at < row.size() && wire.get(at) == row.get(at)) {
            at++;
        }
        return at;
    }

    private static void assertReason(Reason reason, Runnable step) {
        assertEquals(reason, assertThrows(Refused.class, step::run).reason());
    }
}
