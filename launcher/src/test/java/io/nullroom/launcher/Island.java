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

    /** No packet comes through between those any more, and nobody is told; to everybody else they speak as before. */
    static void part(List<Island> islands) {
        islands.forEach(island -> run("bridge link set dev " + island.link() + " isolated on"));
    }

    /** They reach each other again. */
    static void join(List<Island> islands) {
        islands.forEach(island -> run("bridge link set dev " + island.link() + " isolated off"));
    }

    /** What runs a command there. */
    List<String> within() {
        return List.of("nsenter", "--net=" + Programs.repository().resolve("launcher/target/networks/" + number));
    }

    private String link() {
        return "island" + number;
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
