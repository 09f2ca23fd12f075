package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The work on files is done in a worker where a browser moves channels there, and on the page where it does not. */
final class FilesTravelInAWorkerTest {
    private static final int SIZE = 2 * 1024 * 1024 + 1;

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @TempDir
    private Path folder;

    @Test
    void eachSideHasOneWorkerWhichGoesWithTheRoom() {
        var pair = VISITORS.two();
        pair.both(person -> {
            assertEquals(1, person.page().workers().size());
            assertTrue(person.page().workers().get(0).url().endsWith("/js/file-worker.js"));
        });
        arrives(pair);
        pair.host().destroysRoom();
        pair.guest().seesEnd("peer_left");
        pair.both(person -> person.page().waitForCondition(() -> person.page().workers().isEmpty()));
    }

    @Test
    void whereChannelsStayOnThePageItDoesTheWork() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.both(person -> person.browser().addInitScript(Spy.ON_CHANNELS_THAT_STAY));
        pair.meet();
        arrives(pair);
        pair.both(person -> assertEquals(List.of(), person.page().workers()));
    }

    private void arrives(Visitors.Pair pair) {
        var file = RandomFile.write(folder.resolve("a.bin"), SIZE);
        pair.host().offers(file);
        var received = pair.guest().file("a.bin").press("accept").waitsFor("done").save();
        assertArrayEquals(RandomFile.hash(file), RandomFile.hash(received));
        pair.host().file("a.bin").waitsFor("done");
    }
}
