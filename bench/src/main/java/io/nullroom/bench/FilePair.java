package io.nullroom.bench;

import com.microsoft.playwright.Browser;
import io.nullroom.launcher.Chromium;
import io.nullroom.launcher.Person;
import io.nullroom.launcher.RunningServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two people in a room, a file that one of them sends, and a probe in both pages. To be used by one thread. */
final class FilePair implements AutoCloseable {
    private static final long MIB = 1024 * 1024;
    private static final double MILLISECONDS = 1000;

    private final long size;
    private final Path file;
    private final RunningServer server;
    private final Chromium chromium;
    private final Person sender;
    private final Person receiver;

    /** They have met; the file has so many mebibytes. */
    FilePair(int mebibytes) {
        size = mebibytes * MIB;
        file = fileOf(size);
        server = RunningServer.with(Map.of("NULLROOM_FILE_TRANSFER_SIZE_LIMIT_BYTES", Long.toString(size)));
        // Else it would wait for the next collection of its own before it answers.
        chromium = Chromium.start("--enable-blink-features=ForceEagerMeasureMemory");
        sender = person();
        receiver = person();
        sender.createsRoom();
        receiver.opens(sender.link());
        sender.waitsFor("secure");
        receiver.waitsFor("secure");
    }

    /** Sends plain bytes over the same connection; gives MiB a second. */
    double plain() {
        receiver.page().evaluate("size => probe.take(size)", (double) size);
        return rate(sender.page().evaluate("size => probe.send(size)", (double) size));
    }

    /** Sends the file, from the acceptance until it is whole; gives MiB a second. */
    double ours() {
        offer();
        return rate(receiver.page().evaluate("probe.accept()"));
    }

    /** How long each task took that kept a page busy for more than 50 ms since this was asked last, in milliseconds. */
    Both<List<Double>> stalls() {
        return new Both<>(stalls(sender), stalls(receiver));
    }

    /** What both pages and their workers hold, in bytes, after a collection. */
    Both<Long> heap() {
        return new Both<>(heap(sender), heap(receiver));
    }

    /** The most that both hold while the file is sent once, looked at again and again. */
    Both<Long> heapWhileSending() {
        offer();
        receiver.page().evaluate("() => { globalThis.arrival = probe.accept().then(() => { arrival = undefined; }); }");
        var most = heap();
        while ((Boolean) receiver.page().evaluate("arrival !== undefined")) {
            var now = heap();
            most = new Both<>(Math.max(most.sender(), now.sender()), Math.max(most.receiver(), now.receiver()));
        }
        return most;
    }

    @Override
    public void close() {
        chromium.close();
        server.close();
        file.toFile().delete();
    }

    private Person person() {
        var browser = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB"));
        browser.addInitScript(probe());
        return new Person(browser, server.origin());
    }

    private void offer() {
        int before = receiver.page().locator("li.file").count();
        sender.offers(file);
        receiver.page().locator("li.file").nth(before).waitFor();
    }

    private double rate(Object milliseconds) {
        return (double) size / MIB / (((Number) milliseconds).doubleValue() / MILLISECONDS);
    }

    private static List<Double> stalls(Person person) {
        return ((List<?>) person.page().evaluate("probe.stalls()")).stream()
            .map(stall -> ((Number) stall).doubleValue()).toList();
    }

    private static long heap(Person person) {
        return ((Number) person.page().evaluate("probe.heap()")).longValue();
    }

    private static String probe() {
        try (var script = FilePair.class.getResourceAsStream("probe.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path fileOf(long size) {
        try {
            var file = Files.createTempFile("nullroom", ".bin");
            try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(size);
            }
            return file;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /**
     * The same of both.
     *
     * @param sender of the file
     * @param receiver of it
     */
    record Both<T>(T sender, T receiver) {
    }
}
