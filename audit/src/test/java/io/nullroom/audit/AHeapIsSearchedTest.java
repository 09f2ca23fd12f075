package io.nullroom.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What another JVM keeps is found in its heap, whatever kind of object it is, and is not found any more afterwards. */
class AHeapIsSearchedTest {
    private static final String TEXT = UUID.randomUUID().toString();
    private static final String ID = UUID.randomUUID().toString();
    private static final String ADDRESS = "203.0.113.77";
    private static final List<Canary> CANARIES = List.of(Canary.text("text", TEXT), Canary.uuid("id", ID),
        Canary.address("address", ADDRESS));

    @Test
    void textsIdsAndAddressesAreFoundWhileTheyAreKeptAndNotAfterwards() throws IOException {
        var process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx32m", "-XX:+UseSerialGC",
            "-cp", System.getProperty("java.class.path"), Keeper.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            // It has begun when it answers: who asks a JVM that has not yet put up with that ends it.
            forget(process);
            assertEquals(found(), search(process));
            for (var kind : List.of("text " + TEXT, "wide " + TEXT)) {
                tell(process, kind);
                assertEquals(found("text"), search(process), kind.substring(0, 4));
                forget(process);
            }
            tell(process, "uuid " + ID);
            tell(process, "address " + ADDRESS);
            assertEquals(found("id", "address"), search(process));
            forget(process);
            assertEquals(found(), search(process));
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void aProcessThatIsNotThereIsNotPassedOver() {
        var finding = Finding.in(Place.heap(Integer.MAX_VALUE), CANARIES);
        assertTrue(finding.refusal().isPresent(), finding.toString());
        assertFalse(finding.isClean());
    }

    private static SortedSet<Hit> search(Process process) {
        var finding = Finding.in(Place.heap(process.pid()), CANARIES);
        assertTrue(finding.refusal().isEmpty(), finding.toString());
        assertTrue(finding.bytes() > 100_000, finding.toString());
        return finding.hits();
    }

    private static SortedSet<Hit> found(String... names) {
        SortedSet<Hit> hits = new TreeSet<>();
        List.of(names).forEach(name -> hits.add(new Hit(name, "")));
        return hits;
    }

    private static void forget(Process process) throws IOException {
        tell(process, "forget all");
        // What it was told before is still where lines are read into, until there are others.
        tell(process, "forget " + "x".repeat(200));
    }

    private static void tell(Process process, String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
        assertEquals("done", process.inputReader().readLine());
    }
}
