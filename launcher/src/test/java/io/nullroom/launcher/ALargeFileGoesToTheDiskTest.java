package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file that a page should not hold in memory goes to the disk as it comes, and a slow disk slows its sender. */
final class ALargeFileGoesToTheDiskTest {
    private static final int MIB = 1024 * 1024;
    private static final int LIMIT = 128 * MIB;
    private static final int WINDOW = 8 * MIB;
    private static final int MOST_HELD = 24 * MIB;
    /** The names of what was made where {@link Spy#ON_SAVE_DIALOGUE} has its places. */
    private static final String PLACES = "async () => Array.fromAsync((await navigator.storage.getDirectory()).keys())";

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(
        Map.of("NULLROOM_FILE_TRANSFER_SIZE_LIMIT_BYTES", Integer.toString(LIMIT)),
        "--enable-blink-features=ForceEagerMeasureMemory");

    @TempDir
    private Path folder;

    @Test
    void neitherSideHoldsItInMemory() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.guest().browser().addInitScript(Spy.ON_SAVE_DIALOGUE);
        pair.meet();
        var file = RandomFile.write(folder.resolve("large.bin"), LIMIT);
        long hostIdle = held(pair.host());
        long guestIdle = held(pair.guest());
        pair.host().offers(file);
        pair.guest().file("large.bin").press("save-to");
        pair.both(person -> person.file("large.bin").waitsFor("transferring"));
        while (pair.guest().file("large.bin").is("transferring")) {
            isBounded(held(pair.host()) - hostIdle, "sender");
            isBounded(held(pair.guest()) - guestIdle, "receiver");
        }
        pair.both(person -> person.file("large.bin").waitsFor("done"));
        assertTrue(pair.guest().file("large.bin").note().contains("saved"));
        assertThat(pair.guest().page().locator(".file-save")).isHidden();
        assertEquals(HexFormat.of().formatHex(RandomFile.hash(file)), pair.guest().page().evaluate("""
            async () => {
              const bytes = await (await saved()).arrayBuffer();
              const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
              return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
            }"""));
    }

    @Test
    void aSlowDiskSlowsTheSenderAndThePageDoesTheWorkWhereNoWorkerStarts() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.host().browser().addInitScript(Spy.ON_CONNECTION);
        pair.guest().browser().addInitScript(Spy.ON_STALLED_DISK);
        pair.meet();
        pair.host().offers(RandomFile.write(folder.resolve("slow.bin"), 65 * MIB));
        pair.guest().file("slow.bin").press("save-to");
        pair.host().page().waitForCondition(() -> sent(pair.host()) >= WINDOW);
        pair.host().says("Is it slow?");
        pair.guest().hears("Is it slow?");
        pair.guest().says("It is.");
        pair.host().hears("It is.");
        assertTrue(sent(pair.host()) < WINDOW + MIB, sent(pair.host()) + " bytes are under way");
        pair.guest().page().evaluate("goOn()");
        pair.both(person -> person.file("slow.bin").waitsFor("done"));
    }

    @Test
    void nothingStaysAtThePlaceOfAFileThatDoesNotCome() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.guest().browser().addInitScript(Spy.ON_SAVE_DIALOGUE);
        pair.meet();
        var page = pair.guest().page();
        pair.host().offers(RandomFile.write(folder.resolve("stopped.bin"), LIMIT));
        var stopped = pair.guest().file("stopped.bin").press("save-to").waitsFor("transferring");
        page.waitForCondition(() -> ((List<?>) page.evaluate(PLACES)).contains("stopped.bin"));
        stopped.press("cancel").waitsFor("failed");
        page.waitForCondition(() -> List.of().equals(page.evaluate(PLACES)));

        page.evaluate("() => { globalThis.choosing = new Promise((resolve) => { globalThis.choose = resolve; }); }");
        pair.host().offers(RandomFile.write(folder.resolve("taken back.bin"), 65 * MIB));
        pair.guest().file("taken back.bin").press("save-to");
        page.waitForCondition(() -> List.of("taken back.bin").equals(page.evaluate(PLACES)));
        pair.host().file("taken back.bin").press("cancel");
        pair.guest().file("taken back.bin").waitsFor("failed");
        page.evaluate("choose()");
        page.waitForCondition(() -> List.of().equals(page.evaluate(PLACES)));
    }

    @Test
    void whereNoPlaceCanBeChosenThePageSaysThatItIsHeldInMemory() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.guest().browser().addInitScript("delete globalThis.showSaveFilePicker");
        pair.meet();
        pair.host().offers(RandomFile.write(folder.resolve("crowded.bin"), 65 * MIB));
        var offered = pair.guest().file("crowded.bin").waitsFor("offered");
        assertTrue(offered.note().contains("held in memory until you save it"));
        offered.press("accept").waitsFor("done");
        assertThat(pair.guest().page().locator(".file-save")).isVisible();
    }

    @Test
    void whoClosesTheDialogueCanStillChoose() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.guest().browser().addInitScript("""
            globalThis.showSaveFilePicker = () => Promise.reject(new DOMException('closed', 'AbortError'));""");
        pair.meet();
        pair.host().offers(RandomFile.write(folder.resolve("later.bin"), 65 * MIB));
        pair.guest().file("later.bin").press("save-to").waitsFor("offered").press("decline");
        pair.host().file("later.bin").waitsFor("declined");
    }

    /** Bytes of the page and its worker, after a collection. */
    private static long held(Person person) {
        return ((Number) person.page().evaluate(
            "async () => (await performance.measureUserAgentSpecificMemory()).bytes")).longValue();
    }

    private static void isBounded(long bytes, String whose) {
        assertTrue(bytes <= MOST_HELD, whose + " holds " + bytes + " bytes more than at rest");
    }

    /** Bytes that this person's browser was given to send on the channel of files. */
    private static long sent(Person person) {
        var bytes = person.page().evaluate("""
            async () => [...(await connection.getStats()).values()]
              .find(({ type, label }) => type === 'data-channel' && label === 'nullroom-files').bytesSent""");
        return ((Number) bytes).longValue();
    }
}
