package io.nullroom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A server in a process of its own, which serves. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final MatchResult ready;

    private ServerProcess(Process process, Pattern line) throws IOException {
        this.process = process;
        var output = process.inputReader();
        ready = await(line, output);
        var rest = new Thread(() -> drain(output), "output of a server");
        rest.setDaemon(true);
        rest.start();
    }

    /** Starts it, and waits for a line of its output that says that it is ready. */
    static ServerProcess start(List<String> command, Map<String, String> settings, Pattern ready) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(settings);
            return new ServerProcess(builder.start(), ready);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** What its line of being ready said. */
    MatchResult ready() {
        return ready;
    }

    /** Its processes. */
    ProcessTree tree() {
        return new ProcessTree(List.of(process.toHandle()));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    private static MatchResult await(Pattern ready, BufferedReader output) throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var match = ready.matcher(line);
            if (match.find()) {
                return match.toMatchResult();
            }
            said.append(line).append('\n');
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
