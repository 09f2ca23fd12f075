package io.nullroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A machine of its own, as far as the network goes: a namespace with one link to a bridge that the tests are on, too.
 *
 * @param number the last part of its address
 * @param keeper keeps the namespace while nothing else runs in it
 */
record Island(int number, Process keeper) implements AutoCloseable {
    /** Where islands and everybody else have their addresses; the latter those up to 9. */
    static final String NETWORK = "10.98.0.";
    private static final int MAINLAND = 9;

    /** Islands of those numbers. */
    static List<Island> rise(int... numbers) {
        run("ip link add bridge0 type bridge");
        IntStream.rangeClosed(1, MAINLAND).forEach(number ->
            run("ip addr add " + NETWORK + number + "/24 dev bridge0"));
        run("ip link set bridge0 up");
        return IntStream.of(numbers).mapToObj(Island::rise).toList();
    }

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
        return List.of("nsenter", "--net=/proc/" + keeper.pid() + "/ns/net");
    }

    @Override
    public void close() {
        keeper.destroyForcibly().onExit().join();
    }

    private static Island rise(int number) {
        try {
            var keeper = new ProcessBuilder("unshare", "--net", "sh", "-c", "echo risen; exec sleep 600").start();
            keeper.inputReader().readLine();
            var island = new Island(number, keeper);
            run("ip link add " + island.link() + " type veth peer name link0 netns " + keeper.pid());
            run("ip link set " + island.link() + " master bridge0 up");
            island.inside("ip link set lo up");
            island.inside("ip addr add " + NETWORK + number + "/24 dev link0");
            island.inside("ip link set link0 up");
            return island;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private String link() {
        return "island" + number;
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
