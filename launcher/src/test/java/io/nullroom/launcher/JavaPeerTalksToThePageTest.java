package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.peer.JavaPeer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A peer written from docs/session-protocol.md alone and the page understand each other, over a real connection. */
final class JavaPeerTalksToThePageTest {
    private static final int SIZE = 3 * 1024 * 1024 + 1;
    private static final Vertx VERTX = Vertx.vertx();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @TempDir
    private Path folder;

    @AfterAll
    static void goHome() {
        Patience.await(VERTX.close());
    }

    @Test
    void thePageComesToTheRoomOfTheJavaPeer() {
        var link = JavaPeer.freshLink(VISITORS.server().origin(), room());
        try (var peer = JavaPeer.opens(VERTX, link)) {
            Patience.await(peer.waits());
            var page = VISITORS.next();
            page.opens(link);
            understandEachOther(peer, page);
        }
    }

    @Test
    void theJavaPeerComesToTheRoomOfThePage() {
        var page = VISITORS.next();
        page.createsRoom();
        try (var peer = JavaPeer.opens(VERTX, page.link())) {
            understandEachOther(peer, page);
        }
    }

    @Test
    void whoHasAnotherLinkToTheSameRoomIsToldSoOnBothSides() {
        var room = room();
        try (var peer = JavaPeer.opens(VERTX, JavaPeer.freshLink(VISITORS.server().origin(), room))) {
            Patience.await(peer.waits());
            var page = VISITORS.next();
            page.opens(JavaPeer.freshLink(VISITORS.server().origin(), room));
            page.seesEnd("wrong_key");
            assertEquals("wrong_key", Patience.await(peer.ended()));
        }
    }

    private static String room() {
        return new JsonObject(VISITORS.server().post("/rooms").body()).getString("room_id");
    }

    private void understandEachOther(JavaPeer peer, Person page) {
        page.waitsFor("secure");
        assertEquals(Patience.await(peer.secure()), words(page));
        peer.says("grüße 🎉");
        page.hears("grüße 🎉");
        peer.seesDelivered();
        page.says("and back");
        peer.hears("and back");
        page.seesDelivered(1);
        sendFiles(peer, page);
        page.destroysRoom();
        assertEquals("bye", Patience.await(peer.ended()));
    }

    private void sendFiles(JavaPeer peer, Person page) {
        var bytes = new byte[SIZE];
        new Random(SIZE).nextBytes(bytes);
        peer.offers("from java.bin", bytes);
        var saved = page.file("from java.bin").press("accept").waitsFor("done").save();
        peer.seesArrived("from java.bin");
        assertArrayEquals(hash(bytes), hash(read(saved)));
        page.offers(write("from the page.bin", bytes));
        assertArrayEquals(hash(bytes), hash(peer.receives("from the page.bin")));
        page.file("from the page.bin").waitsFor("done");
    }

    private static List<String> words(Person page) {
        var words = page.page().locator("#safety-words");
        assertThat(words).isVisible();
        return List.of(words.innerText().trim().split("\\s+"));
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
