package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Standing;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a gateway keeps of a client, and for how long. */
class MemoryTest {
    private final Memory.Total total = new Memory.Total(1_000_000);
    private final Memory memory = new Memory(total);

    @Test
    void whatIsNotKnownToBeDoneWithIsSaidAgain() {
        says("subscribe", "signal");
        assertEquals(List.of("subscribe", "signal"), again());
        assertEquals(new Continuation(Standing.WELCOMED, 1, 2, 3, true), pack());
    }

    @Test
    void theSubscriptionThatStandsIsKeptAndWhatWasBeforeItIsNot() {
        says("rejected", "subscribe", "signal");
        var standing = Standing.WELCOMED.subscribed(2);
        memory.stands(standing);
        beats(Memory.LENGTH + 1);
        says("later");
        assertEquals(List.of("subscribe", "later"), again());
        assertEquals(new Continuation(standing, 4, 2, 3, true), pack());
        var heard = standing.knowing(Optional.empty());
        memory.stands(heard);
        assertEquals(List.of("subscribe", "later"), again());
    }

    @Test
    void afterItsEndTheSubscriptionIsForgotten() {
        says("subscribe", "unsubscribe");
        memory.stands(Standing.WELCOMED.subscribed(1));
        memory.stands(Standing.WELCOMED.unsubscribed(2));
        assertEquals(List.of(), again());
        assertEquals(3, pack().next());
    }

    @Test
    void nothingIsKeptForLongerThanItTakesToFindADeadInstance() {
        memory.stands(Standing.WELCOMED);
        says("one");
        beats(Memory.LENGTH);
        says("two");
        assertEquals(List.of("one", "two"), again());
        beats(1);
        assertEquals(List.of("two"), again());
        assertEquals(2, pack().next());
    }

    @Test
    void whileTheNextInstanceIsAskedNothingIsForgotten() {
        memory.stands(Standing.WELCOMED);
        says("one", "two");
        assertEquals(1, pack().next());
        beats(Memory.LENGTH + 1);
        says("three");
        assertEquals(List.of("one", "two", "three"), again());
        beats(1);
        assertEquals(List.of("three"), again());
    }

    @Test
    void whoSaysMuchIsRememberedInPart() {
        memory.stands(Standing.WELCOMED);
        for (int count = 0; count < 1000; count++) {
            says("x".repeat(1000) + count);
        }
        assertTrue(memory.unpack().length() <= Memory.MOST);
        var again = again();
        assertTrue(again.get(again.size() - 1).endsWith("x999"), "the newest is there");
        assertEquals(1001 - again.size(), pack().next());
    }

    @Test
    void manyWhoSayMuchAreRememberedLittle() {
        List<Memory> all = new ArrayList<>();
        for (int count = 0; count < 100; count++) {
            all.add(new Memory(total));
        }
        for (int count = 0; count < 100; count++) {
            for (var one : all) {
                new Frames(65_536).take(FramesTest.frame(0x81, true, 10_000)).forEach(one::hear);
            }
        }
        assertTrue(total.bytes() <= 1_000_000 + 100 * Memory.LEAST, total.bytes() + " bytes");
        memory.stands(Standing.WELCOMED);
        says("an honest beginning");
        assertEquals(List.of("an honest beginning"), again());
        all.forEach(Memory::forget);
        memory.forget();
        assertEquals(0, total.bytes());
    }

    @Test
    void manyWhoNeverFinishAMessageAreRememberedLittle() {
        List<Memory> all = new ArrayList<>();
        for (int count = 0; count < 100; count++) {
            all.add(new Memory(total));
        }
        all.forEach(one -> one.stands(Standing.WELCOMED));
        for (int count = 0; count < 10_000; count++) {
            for (var one : all) {
                new Frames(65_536).take(FramesTest.frame(0x00, true, "")).forEach(one::hear);
            }
        }
        assertTrue(total.bytes() <= 1_000_000 + 100 * Memory.LEAST, total.bytes() + " bytes");
        memory.stands(Standing.WELCOMED);
        says("an honest beginning");
        assertEquals(List.of("an honest beginning"), again());
    }

    @Test
    void aFrameThatIsUnderWayCounts() {
        memory.waits(60_000);
        memory.waits(61_000);
        assertEquals(61_000, total.bytes());
        memory.waits(0);
        assertEquals(0, total.bytes());
    }

    @Test
    void whereAllHaveTooMuchAFrameMayHaveALittle() {
        var one = new Memory(new Memory.Total(1000));
        one.waits(Memory.LEAST);
        assertFalse(one.isOver());
        one.waits(Memory.LEAST + 1);
        assertTrue(one.isOver());
    }

    @Test
    void theShortestMessagesCountForWhatTheyTake() {
        memory.stands(Standing.WELCOMED);
        for (int count = 0; count < 10_000; count++) {
            says("");
        }
        assertTrue(pack().again() <= 1280, pack().again() + " messages");
        assertTrue(total.bytes() <= Memory.MOST);
    }

    @Test
    void aMessageThatIsUnderWayCounts() {
        hear(FramesTest.frame(0x01, true, 10_000));
        assertTrue(total.bytes() > 10_000);
        memory.forget();
        assertEquals(0, total.bytes());
        hear(FramesTest.frame(0x80, true, 10_000));
        memory.stands(Standing.WELCOMED);
        assertEquals(0, total.bytes());
        assertFalse(memory.isEnough());
    }

    @Test
    void aSubscriptionAsLongAsNoneIsNotKept() {
        says("x".repeat(Memory.MOST_SUBSCRIPTION));
        memory.stands(Standing.WELCOMED.subscribed(1));
        assertFalse(memory.isEnough());
    }

    @Test
    void aMessageThatIsNotAtItsEndGoesOnWhereItStood() {
        memory.stands(Standing.WELCOMED);
        says("whole");
        hear(FramesTest.frame(0x01, true, "be"));
        assertEquals(List.of("whole", "be"), again());
        assertEquals(1, pack().again());
        hear(FramesTest.frame(0x80, true, "gun"));
        assertEquals(2, pack().again());
        assertEquals(List.of("whole", "be", "gun"), again());
    }

    @Test
    void aMessageWithoutEndIsNotKept() {
        memory.stands(Standing.WELCOMED);
        for (int count = 0; count < 1000; count++) {
            hear(FramesTest.frame(0x00, true, 1000));
        }
        assertTrue(memory.unpack().length() <= Memory.MOST);
        assertFalse(memory.isEnough());
    }

    private Continuation pack() {
        return memory.pack(3, true);
    }

    private void says(String... messages) {
        for (var message : messages) {
            hear(FramesTest.frame(0x81, true, message));
        }
    }

    private void hear(Buffer frame) {
        new Frames(65_536).take(frame).forEach(memory::hear);
    }

    private void beats(int count) {
        for (int beat = 0; beat < count; beat++) {
            total.beat();
        }
    }

    /** The payloads of what would be said again. */
    private List<String> again() {
        List<String> payloads = new ArrayList<>();
        new Frames(65_536).take(memory.unpack()).forEach(frame -> payloads.add(new String(frame.content())));
        return payloads;
    }
}
