package io.nullroom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A server in a process of its own, which serves. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final long began;
    private final String said;

    /**
     * What is started.
     *
     * @param words the program and its arguments
     * @param settings in its environment, beside what is there
     */
    record Command(List<String> words, Map<String, String> settings) {

        /** The same with more settings. */
        Command with(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(settings);
            all.putAll(more);
            return new Command(words, all);
        }
    }

    private ServerProcess(Process process, long began, Pattern ready) throws IOException {
        this.process = process;
        this.began = began;
        var output = process.inputReader();
        said = await(ready, output);
        var rest = new Thread(() -> drain(output), "output of a server");
        rest.setDaemon(true);
        rest.start();
    }

    /** Starts it, and waits for a line of its output that says that it is ready. */
    static ServerProcess start(Command command, Pattern ready) {
        try {
            var builder = new ProcessBuilder(command.words()).redirectErrorStream(true);
            builder.environment().putAll(command.settings());
            long began = System.nanoTime();
            return new ServerProcess(builder.start(), began, ready);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** A number that stands in what it said until it was ready; the first group of {@code where}. */
    int number(Pattern where) {
        var found = where.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("a server did not say " + where);
        }
        return Integer.parseInt(found.group(1));
    }

    /** The moment of its start, by {@link System#nanoTime()}. */
    long began() {
        return began;
    }

    /** Its process. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    private static String await(Pattern ready, BufferedReader output) throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (ready.matcher(line).find()) {
                return said.toString();
            }
        }
        throw new IllegalStateException("a server ended before it served:\n" + said);
    }

    /** Its log is read, as a log is, and thrown away. */
    private static void drain(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
