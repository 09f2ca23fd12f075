package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file that is under way when the network breaks goes on where it stood when another way was found. */
final class AFileOutlivesALostNetworkTest {
    private static final int SIZE = 48 * 1024 * 1024;

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(
        Map.of("NULLROOM_FILE_TRANSFER_SIZE_LIMIT_BYTES", Integer.toString(SIZE)));

    @TempDir
    private Path folder;

    @Test
    void theRestOfItPassesAfterARestartOfTheConnection() {
        try (var laptop = new Laptop()) {
            var pair = new Visitors.Pair(VISITORS.next(), laptop.person(VISITORS.server().origin()));
            pair.host().browser().addInitScript(Spy.ON_CONNECTION);
            pair.meet();
            var file = RandomFile.write(folder.resolve("half way.bin"), SIZE);
            pair.host().offers(file);
            pair.guest().file("half way.bin").press("accept");
            becomes(pair.host(), "document.querySelector('.file-progress').value > 0");
            pair.guest().watch().expect("/cable' failed");
            laptop.losesNetwork();
            pair.both(person -> person.waitsFor("lost"));
            becomes(pair.host(), "connection.signalingState === 'have-local-offer'");
            laptop.findsNetwork();
            pair.both(person -> person.waitsFor("secure"));
            var received = pair.guest().file("half way.bin").waitsFor("done").save();
            assertArrayEquals(RandomFile.hash(file), RandomFile.hash(received));
            pair.host().file("half way.bin").waitsFor("done");
            assertEquals(List.of(), pair.guest().problems());
        }
    }

    private static void becomes(Person person, String condition) {
        person.page().waitForCondition(() -> (Boolean) person.page().evaluate(condition));
    }
}
