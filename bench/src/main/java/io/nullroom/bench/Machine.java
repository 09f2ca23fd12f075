package io.nullroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were measured on, as far as it names nobody. */
final class Machine {
    private Machine() {
    }

    /** Cores, and the versions of the system and of all that is compared. */
    static String description() {
        return "%d cores (%s), Linux %s, OpenJDK %s%s, Node %s, Redis %s".formatted(
            Runtime.getRuntime().availableProcessors(), line(Path.of("/proc/cpuinfo"), "model name"),
            System.getProperty("os.version").split("-")[0], System.getProperty("java.version"),
            NewerJava.version().map(version -> " and " + version).orElse(""),
            output("node", "--version"), output("redis-server", "--version").split("[ =]")[3]);
    }

    private static String line(Path file, String key) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key)).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String output(String... command) {
        try (var output = new ProcessBuilder(List.of(command)).start().inputReader()) {
            return output.readLine();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
