package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** After the end the memory of neither page holds a word, a name, a byte of a file, or a key (E2). */
final class NothingStaysInMemoryTest {
    private static final String SAID = "canary that was said, https://canary.example/";
    private static final String ANSWERED = "canary that was answered";
    private static final String UNSENT = "canary that was typed and not sent";
    private static final String NAME = "canary of a name.txt";
    private static final String CONTENT = "canary of a content";
    private static final String UNTAKEN_NAME = "canary of a name that nobody took.txt";
    private static final String UNTAKEN_CONTENT = "canary of a content that nobody took";
    private static final String KEY_TEXT = "the key as text";
    private static final String KEY_BYTES = "the key as bytes";
    private static final Set<String> MACHINERY =
        Set.of("CryptoKey", "RTCPeerConnection", "RTCDataChannel", "WebSocket", "Blob");
    /** The page lets the farewell leave before it lets go of the connection. */
    private static final long SECONDS = 20;

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @TempDir
    private Path folder;

    @Test
    void whatTwoPeopleSaidAndSentAndTheirKeyAreGoneAfterTheEnd() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        searchAfterTheEnd(pair, () -> pair.host().destroysRoom());
    }

    /** Elsewhere the server's word of the end may come first, and what an error's call stack holds depends on that. */
    @Test
    void theyAreGoneTooWhereOnlyTheOtherSideTellsOfTheEnd() {
        try (var wire = new CuttableWire(VISITORS.server().port())) {
            var pair = new Visitors.Pair(VISITORS.nextTo(wire.origin()), VISITORS.next());
            searchAfterTheEnd(pair, () -> {
                wire.fallSilent();
                pair.host().destroysRoom();
                pair.guest().seesEnd("peer_left");
                // Nobody answers the socket's farewell: without this the browser waits for it.
                wire.cut();
            });
        }
    }

    @Test
    void theSearchFindsWhateverIsThereAndNothingElse() {
        var person = VISITORS.next();
        var memory = new PageMemory(person);
        person.visits("/");
        for (var hidden : List.of("['pla', 'nted'].join('')", "Uint8Array.from(word, (c) => c.charCodeAt(0))",
                "new Uint8Array(new TextEncoder().encode(word.padStart(5000)).buffer).slice(9)", "new Blob([word])",
                "Object.assign(document.createElement('p'), { textContent: word })",
                "Object.assign(document.createElement('input'), { value: word })")) {
            person.page().evaluate("() => { const word = ['pla', 'nted'].join('');"
                + "window.kept = " + hidden + " }");
            assertEquals(Set.of("planted"), memory.holds(named("planted", "absent")), hidden);
            person.page().evaluate("() => { delete window.kept }");
            assertEquals(Set.of(), memory.holds(named("planted", "absent")), hidden);
        }
    }

    private void searchAfterTheEnd(Visitors.Pair pair, Runnable end) {
        var host = pair.host();
        var guest = pair.guest();
        var memories = List.of(new PageMemory(host), new PageMemory(guest));
        host.createsRoom();
        var wanted = wanted(host.link());
        assertEquals(Set.of(KEY_TEXT), memories.get(0).holds(wanted));
        guest.opens(host.link());
        talk(pair);
        memories.forEach(memory -> {
            var held = memory.holds(wanted);
            assertTrue(held.containsAll(Set.of(SAID, ANSWERED, UNSENT, NAME, UNTAKEN_NAME)), held.toString());
            assertEquals(Set.of(), Set.copyOf(held.stream().filter(Set.of(KEY_TEXT, KEY_BYTES)::contains).toList()));
            assertTrue(memory.instancesOf("CryptoKey") > 0);
        });
        assertTrue(memories.get(0).holds(wanted).contains(UNTAKEN_CONTENT));
        end.run();
        host.seesEnd("you_left");
        guest.seesEnd("peer_left");
        List.of(host, guest).forEach(NothingStaysInMemoryTest::letTheTestsOwnScriptsForget);
        memories.forEach(memory -> assertEquals(Set.of(), leftIn(memory, wanted)));
    }

    private void talk(Visitors.Pair pair) {
        pair.both(person -> person.waitsFor("secure"));
        pair.guest().says(ANSWERED);
        pair.host().hears(ANSWERED);
        pair.host().offers(file(NAME, CONTENT));
        pair.guest().file(NAME).press("accept").waitsFor("done");
        pair.host().file(NAME).waitsFor("done");
        pair.host().offers(file(UNTAKEN_NAME, UNTAKEN_CONTENT));
        pair.guest().file(UNTAKEN_NAME).waitsFor("offered");
        // As the last, so that the address in it is the last thing that either page looks for and finds.
        pair.host().says(SAID);
        pair.guest().hears(SAID);
        pair.both(person -> person.seesDelivered(1));
        pair.both(person -> {
            person.page().locator("#message-input").fill(UNSENT);
            assertThat(person.page().locator("#message-input")).hasValue(UNSENT);
        });
    }

    /** What drives the browser has a script beside the page's own, which keeps the last text that it matched. */
    private static void letTheTestsOwnScriptsForget(Person person) {
        assertThat(person.page().locator("#ended-text")).containsText("are gone from this page");
    }

    /** What is left after all that was on its way has come to its end. */
    private static Set<String> leftIn(PageMemory memory, Map<String, byte[]> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        Set<String> left;
        do {
            left = Stream.concat(memory.holds(wanted).stream(),
                MACHINERY.stream().filter(kind -> memory.instancesOf(kind) > 0)).collect(Collectors.toSet());
        } while (!left.isEmpty() && System.nanoTime() < until);
        return left;
    }

    private static Map<String, byte[]> wanted(String link) {
        var key = link.replaceFirst(".*#2\\.", "");
        var wanted = named(SAID, ANSWERED, UNSENT, NAME, CONTENT, UNTAKEN_NAME, UNTAKEN_CONTENT);
        wanted.put(KEY_TEXT, key.getBytes(StandardCharsets.ISO_8859_1));
        wanted.put(KEY_BYTES, Base64.getUrlDecoder().decode(key));
        return Collections.unmodifiableMap(wanted);
    }

    private static Map<String, byte[]> named(String... texts) {
        Map<String, byte[]> named = new HashMap<>();
        Stream.of(texts).forEach(text -> named.put(text, text.getBytes(StandardCharsets.ISO_8859_1)));
        return named;
    }

    private Path file(String name, String line) {
        try {
            return Files.write(folder.resolve(name), Collections.nCopies(4096, line));
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }
}
