package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files of any size up to the limit arrive as they were sent; no others do. */
final class FilesArriveWholeTest {
    private static final int MIB = 1024 * 1024;
    private static final int LIMIT = 16 * MIB;

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @TempDir
    private Path folder;

    @Test
    void filesOfAllSizesArriveFromTheHost() {
        var pair = VISITORS.two();
        for (int size : new int[] {0, 1, 5 * MIB, LIMIT}) {
            arrives(pair.host(), pair.guest(), size);
        }
    }

    @Test
    void filesOfAllSizesArriveFromTheGuest() {
        var pair = VISITORS.two();
        for (int size : new int[] {0, 1, 5 * MIB, LIMIT}) {
            arrives(pair.guest(), pair.host(), size);
        }
    }

    @Test
    void bothMaySendAtOnceAndTalkMeanwhile() {
        var pair = VISITORS.two();
        var there = file("there.bin", 4 * MIB);
        var back = file("back.bin", 4 * MIB);
        pair.host().offers(there);
        pair.guest().offers(back);
        pair.guest().file("there.bin").press("accept");
        pair.host().file("back.bin").press("accept");
        pair.host().says("on its way");
        pair.guest().hears("on its way");
        var arrivedThere = pair.guest().file("there.bin").waitsFor("done").save();
        var arrivedBack = pair.host().file("back.bin").waitsFor("done").save();
        assertArrayEquals(RandomFile.hash(there), RandomFile.hash(arrivedThere));
        assertArrayEquals(RandomFile.hash(back), RandomFile.hash(arrivedBack));
    }

    @Test
    void anotherLimitHoldsOnBothSides() {
        int limit = 100_001;
        try (var server = RunningServer.with(
            Map.of("NULLROOM_FILE_TRANSFER_SIZE_LIMIT_BYTES", Integer.toString(limit)))) {
            var pair = VISITORS.twoAt(server.origin());
            arrives(pair.host(), pair.guest(), limit);
            arrives(pair.guest(), pair.host(), limit - 1);
            isNotOffered(pair.host(), limit + 1, "100,001 bytes");
            isNotOffered(pair.guest(), limit + 1, "100,001 bytes");
            pair.both(Person::goHome);
        }
    }

    @Test
    void aByteOverTheLimitIsRefusedByThePageInWordsThatNameTheLimit() {
        var pair = VISITORS.two();
        isNotOffered(pair.host(), LIMIT + 1, "16 MB");
        isNotOffered(pair.guest(), LIMIT + 1, "16 MB");
        pair.both(person -> assertThat(person.page().locator("#messages li.file")).hasCount(0));
    }

    @Test
    void ofSeveralThatAreChosenTogetherEachOneThatIsTooLargeIsNamedAndTheOthersAreOffered() {
        var pair = VISITORS.two();
        pair.host().page().locator("#file-pick").setInputFiles(new Path[] {
            file("large.bin", LIMIT + 1), file("small.bin", 1), file("larger.bin", LIMIT + 2)});
        pair.guest().file("small.bin").press("accept").waitsFor("done");
        assertThat(pair.host().page().locator("#notice-text")).containsText(
            Pattern.compile("“large.bin” is too large.*“larger.bin” is too large"));
        assertThat(pair.host().page().locator("#messages li.file")).hasCount(1);
    }

    @Test
    void aByteOverTheLimitIsRefusedByTheServerInWordsThatNameTheLimit() {
        var room = new JsonObject(VISITORS.server().post("/rooms").body()).getString("room_id");
        var client = CableClient.join(VISITORS.server().port(), room);
        client.act(gate(LIMIT));
        client.await("file_transfer_authorized");
        client.act(gate(LIMIT + 1));
        assertTrue(client.await("file_transfer_error").getString("error").contains("16 MB"));
        assertEquals(0, client.waiting("file_transfer_authorized"));
        client.vanish();
    }

    @Test
    void aFileMayBeDeclined() {
        var pair = VISITORS.two();
        pair.host().offers(file("unwanted.bin", MIB));
        pair.guest().file("unwanted.bin").press("decline").waitsFor("declined");
        assertTrue(pair.host().file("unwanted.bin").waitsFor("declined").note().contains("declined"));
        arrives(pair.host(), pair.guest(), 1);
    }

    @Test
    void whoPressesAButtonGoesOnFromThereAndHearsHowItEnds() {
        var pair = VISITORS.two();
        pair.host().offers(file("by keyboard.bin", MIB));
        var card = pair.guest().page().locator("#messages li.file");
        card.locator(".file-accept").press("Enter");
        pair.guest().file("by keyboard.bin").waitsFor("done");
        assertThat(card).isFocused();
        pair.guest().page().keyboard().press("Tab");
        assertThat(card.locator(".file-save")).isFocused();
        pair.both(person -> assertThat(person.page().locator("#file-said")).containsText("by keyboard.bin: "));
        pair.guest().offers(file("refused.bin", 1));
        pair.host().page().locator("#messages li.file .file-decline:visible").press("Enter");
        assertThat(pair.host().page().locator("#messages li.file").last()).isFocused();
        assertThat(pair.guest().page().locator("#file-said")).hasText("refused.bin: declined by the other person");
    }

    @Test
    void eitherSideMayCancel() {
        var pair = VISITORS.two();
        pair.host().offers(file("taken back.bin", MIB));
        pair.guest().file("taken back.bin").waitsFor("offered");
        pair.host().file("taken back.bin").press("cancel").waitsFor("failed");
        pair.guest().file("taken back.bin").waitsFor("failed");

        cancelsHalfway(pair.host(), pair.guest(), pair.host());
        cancelsHalfway(pair.host(), pair.guest(), pair.guest());
        arrives(pair.host(), pair.guest(), MIB);
    }

    private void cancelsHalfway(Person sender, Person receiver, Person canceller) {
        var name = canceller == sender ? "stopped by sender.bin" : "stopped by receiver.bin";
        sender.offers(file(name, LIMIT));
        // In one step with the acceptance, so that a fast machine cannot be done before.
        canceller.page().evaluate("""
            (name) => new MutationObserver((changes, observer) => {
              const cards = [...document.querySelectorAll('#messages li.file[data-state=transferring]')];
              const card = cards.find((one) => one.querySelector('.file-name').textContent === name);
              if (card === undefined) return;
              observer.disconnect();
              card.querySelector('.file-cancel').click();
            }).observe(document.getElementById('messages'), { subtree: true, attributeFilter: ['data-state'] })
            """, name);
        receiver.file(name).press("accept");
        assertTrue(canceller.file(name).waitsFor("failed").note().contains("You cancelled it"));
        var other = canceller == sender ? receiver : sender;
        assertTrue(other.file(name).waitsFor("failed").note().contains("The other person cancelled it"));
        assertThat(receiver.page().locator("#messages li.file:last-child .file-save")).isHidden();
    }

    private void arrives(Person sender, Person receiver, int size) {
        var name = size + " bytes.bin";
        var file = file(name, size);
        sender.offers(file);
        var received = receiver.file(name).press("accept").waitsFor("done").save();
        assertArrayEquals(RandomFile.hash(file), RandomFile.hash(received), name);
        sender.file(name).waitsFor("done");
    }

    private void isNotOffered(Person sender, int size, String limit) {
        sender.offers(file("too large.bin", size));
        assertThat(sender.page().locator("#notice-text")).containsText("is too large");
        assertThat(sender.page().locator("#notice-text")).containsText(limit);
    }

    private static String gate(int size) {
        return new JsonObject().put("action", "initiate_file_transfer")
            .put("metadata", new JsonObject().put("file_size", size)).encode();
    }

    private Path file(String name, int size) {
        return RandomFile.write(folder.resolve(name), size);
    }
}
