package io.nullroom.room;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program {@code redis-server}, as a child of the tests. */
final class RedisProcess implements RedisHost {
    private final int port = Ports.free();
    private Optional<Process> server = Optional.empty();

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start(String... options) {
        var all = new ArrayList<>(List.of(MEMORY_ONLY));
        all.addAll(List.of(options));
        start(all);
    }

    /** Starts it with a file that it may write to, as a Sentinel does, in place of the usual options. */
    void startFrom(Path file, String... options) {
        var all = new ArrayList<>(List.of(file.toString()));
        all.addAll(List.of(options));
        start(all);
    }

    private void start(List<String> options) {
        var command = new ArrayList<>(List.of("redis-server"));
        // A file comes before everything else, and what is said last holds.
        command.addAll(options);
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
        server = Optional.of(run(command));
        Ports.awaitRedis(port);
    }

    @Override
    public void kill() {
        server.ifPresent(process -> process.destroyForcibly().onExit().join());
        server = Optional.empty();
    }

    @Override
    public void freeze() {
        signal("-STOP");
    }

    @Override
    public void thaw() {
        signal("-CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String name) {
        run(List.of("kill", name, String.valueOf(server.orElseThrow().pid()))).onExit().join();
    }

    private static Process run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
