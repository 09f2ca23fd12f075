package io.nullroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** A computer of one's own: a browser that can be put to sleep and woken, or cut off its network alone. */
final class Laptop implements AutoCloseable {
    /** The one process of a browser that has sockets. */
    private static final String NETWORK = "network.mojom.NetworkService";

    private final String mark = "--laptop=" + UUID.randomUUID();
    private final Chromium chromium = Chromium.start(mark);

    /** Somebody who sits at it. */
    Person person(String origin) {
        return new Person(chromium.browser().newContext(), origin);
    }

    /** Stops everything that the browser does, its network included. */
    void sleeps() {
        signal("STOP", processes());
    }

    /** Nothing comes from the network any more, and nothing gets out; the pages live on. */
    void losesNetwork() {
        signal("STOP", network());
    }

    /** The network is there again. */
    void findsNetwork() {
        signal("CONT", network());
    }

    /** Goes on where it stopped. */
    void wakes() {
        signal("CONT", processes());
    }

    @Override
    public void close() {
        wakes();
        chromium.close();
    }

    private void signal(String name, Stream<ProcessHandle> processes) {
        var ids = processes.map(process -> Long.toString(process.pid()));
        var command = Stream.concat(Stream.of("kill", "-" + name), ids).toList();
        try {
            new ProcessBuilder(command).start().onExit().join();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Stream<ProcessHandle> processes() {
        var browser = ProcessHandle.current().descendants().filter(process -> isTold(process, mark))
            .findFirst().orElseThrow();
        return Stream.concat(Stream.of(browser), browser.descendants());
    }

    private Stream<ProcessHandle> network() {
        var network = processes().filter(process -> isTold(process, NETWORK)).toList();
        if (network.isEmpty()) {
            throw new IllegalStateException("this browser's network has no process of its own");
        }
        return network.stream();
    }

    private static boolean isTold(ProcessHandle process, String argument) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")).contains(argument);
        } catch (IOException ended) {
            return false;
        }
    }
}
