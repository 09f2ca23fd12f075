package io.nullroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** A computer of one's own: a browser whose processes can be put to sleep, all at once, and woken. */
final class Laptop implements AutoCloseable {
    private final String mark = "--laptop=" + UUID.randomUUID();
    private final Chromium chromium = Chromium.start(mark);

    /** Somebody who sits at it. */
    Person person(String origin) {
        return new Person(chromium.browser().newContext(), origin);
    }

    /** Stops everything that the browser does, its network included. */
    void sleeps() {
        signal("STOP");
    }

    /** Goes on where it stopped. */
    void wakes() {
        signal("CONT");
    }

    @Override
    public void close() {
        wakes();
        chromium.close();
    }

    private void signal(String name) {
        var command = Stream.concat(Stream.of("kill", "-" + name), processes()).toList();
        try {
            new ProcessBuilder(command).start().onExit().join();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Stream<String> processes() {
        var browser = ProcessHandle.current().descendants().filter(this::isMarked).findFirst().orElseThrow();
        return Stream.concat(Stream.of(browser), browser.descendants()).map(process -> Long.toString(process.pid()));
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")).contains(mark);
        } catch (IOException ended) {
            return false;
        }
    }
}
