package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.WebSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A lost socket is taken up again: the talk goes on, and the other person is told nothing. */
final class ALostSocketIsResumedTest {
    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());
    private static CuttableWire wire;

    @TempDir
    private Path folder;

    @BeforeAll
    static void layWire() {
        wire = new CuttableWire(VISITORS.server().port());
    }

    @AfterAll
    static void takeWireUp() {
        wire.close();
    }

    @Test
    void theTalkGoesOnWhenASocketIsCutAndTheServerIsAskedAgainAfterwards() throws IOException {
        var pair = new Visitors.Pair(VISITORS.nextTo(wire.origin()), VISITORS.next()).meet();
        var back = pair.host().page().waitForWebSocket(wire::cut);
        pair.host().says("are you still there?");
        pair.guest().hears("are you still there?");
        asksTheServerOverTheNewSocket(pair, back);
        pair.both(person -> assertEquals("secure", lastStatus(person)));
        assertEquals(List.of("connecting", "secure"), statuses(pair.guest()));
    }

    @Test
    void aSocketThatFallsSilentIsReplaced() throws IOException {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.nextTo(wire.origin())).meet();
        var back = pair.guest().page().waitForWebSocket(wire::fallSilent);
        pair.guest().says("nothing happened");
        pair.host().hears("nothing happened");
        asksTheServerOverTheNewSocket(new Visitors.Pair(pair.guest(), pair.host()), back);
        pair.both(person -> assertEquals("secure", lastStatus(person)));
    }

    @Test
    void whoLosesTheSocketWhileWaitingIsMetAllTheSame() {
        var host = VISITORS.nextTo(wire.origin());
        var guest = VISITORS.next();
        host.createsRoom();
        var link = host.link();
        host.page().waitForWebSocket(wire::cut);
        guest.opens(link);
        host.waitsFor("secure");
        guest.waitsFor("secure");
        host.says("there you are");
        guest.hears("there you are");
    }

    /** A file is only sent when the server's gate has answered. */
    private void asksTheServerOverTheNewSocket(Visitors.Pair pair, WebSocket socket)
        throws IOException {
        var file = Files.writeString(folder.resolve("proof.txt"), "over the new socket");
        pair.host().offers(file);
        var received = pair.guest().file("proof.txt").press("accept").waitsFor("done").save();
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(received));
        assertEquals(false, socket.isClosed());
    }

    private static List<String> statuses(Person person) {
        return person.statuses().stream().map(Person.Seen::status).distinct().toList();
    }

    private static String lastStatus(Person person) {
        var seen = statuses(person);
        return seen.get(seen.size() - 1);
    }
}
