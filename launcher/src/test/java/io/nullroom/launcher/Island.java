package io.nullroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A machine of its own, as far as the network goes: a namespace with one link to a bridge that the tests are on, too.
 * Both stand before the tests begin.
 *
 * @param number the last part of its address
 */
record Island(int number) {
    /** All there are. */
    static final List<Island> ALL = List.of(new Island(11), new Island(12));
    /** Where islands and everybody else have their addresses; the latter those up to 9. */
    static final String NETWORK = "10.98.0.";

    /** No packet comes through between the two any more; to everybody else both speak as before. */
    static void part(Island one, Island other) {
        one.inside("ip route add blackhole " + NETWORK + other.number + "/32");
        other.inside("ip route add blackhole " + NETWORK + one.number + "/32");
    }

    /** They reach each other again. */
    static void join(Island one, Island other) {
        one.inside("ip route del blackhole " + NETWORK + other.number + "/32");
        other.inside("ip route del blackhole " + NETWORK + one.number + "/32");
    }

    /** What runs a command there. */
    List<String> within() {
        return List.of("nsenter", "--net=" + Programs.repository().resolve("launcher/target/networks/" + number));
    }

    private void inside(String command) {
        run(String.join(" ", within()) + " " + command);
    }

    private static void run(String command) {
        try {
            var process = new ProcessBuilder(command.split(" ")).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new AssertionError("failed: " + command);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was stopped", stopped);
        }
    }
}
