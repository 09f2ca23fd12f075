package io.nullroom.launcher;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program as a stranger starts it: {@code bin/run}, in a process of its own, on a port of its own. */
final class ChildServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern OPEN = Pattern.compile("Open http://localhost:(\\d+)");
    private static final Pattern RUNS = Pattern.compile("nullroom Nullroom \\S+ runs \\[");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<ChildServer> running = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit;

    /** The command, which has done already what it does, and says, the first time only. */
    private static final class Run {
        private static final String COMMAND = Programs.repository().resolve("bin/run").toString();

        static {
            try (var first = startBy(List.of(COMMAND), Map.of(), "--version")) {
                first.exitCode();
            }
        }
    }

    private ChildServer(Map<String, String> settings, List<String> program, String... arguments) throws IOException {
        var command = Stream.concat(program.stream(), Stream.of(arguments));
        var builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
        builder.environment().put("NULLROOM_PORT", "0");
        builder.environment().putAll(settings);
        process = builder.start();
        exit = CompletableFuture.supplyAsync(this::readToTheEnd, task -> new Thread(task).start());
    }

    /** Starts it, and waits until it is serving. */
    static ChildServer with(Map<String, String> settings, String... arguments) {
        var server = start(settings, arguments);
        server.port();
        return server;
    }

    /** Starts it. */
    static ChildServer start(Map<String, String> settings, String... arguments) {
        return startBy(List.of(Run.COMMAND), settings, arguments);
    }

    /** Starts it by another command than that. */
    static ChildServer startBy(List<String> program, Map<String, String> settings, String... arguments) {
        try {
            return new ChildServer(settings, program, arguments);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Waits until all its services have started, whether or not one of them has a port. */
    ChildServer running() {
        return running.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    int port() {
        return port.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Asks for a room. */
    String newRoom() {
        return new JsonObject(post("/rooms").body()).getString("room_id");
    }

    /** What it answers to a GET. */
    HttpResponse<String> get(String path, String accept) {
        return send(path, request -> request.header("Accept", accept));
    }

    /** What it answers to an empty POST. */
    HttpResponse<String> post(String path) {
        return send(path, request -> request.POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** The value of a metric, or of all whose first labels are these together, where it has a management port. */
    double measured(String metric) {
        var management = Integer.parseInt(awaitLine("Management at port ").replaceAll(".* ", ""));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + management + "/metrics")).build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body().lines()
            .filter(line -> line.matches(Pattern.quote(metric) + "[ {,].*"))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .mapToDouble(Double::parseDouble).sum();
    }

    /** Everything it has printed so far. */
    List<String> output() {
        return List.copyOf(output);
    }

    /** Waits until it has printed a line with those words, and gives it. */
    String awaitLine(String words) {
        Patience.until(words, PATIENCE_SECONDS, () -> line(words).isPresent());
        return line(words).orElseThrow();
    }

    private Optional<String> line(String words) {
        return output.stream().filter(line -> line.contains(words)).findFirst();
    }

    /** Kills it (SIGKILL), and waits until it is dead. */
    void kill() {
        process.toHandle().destroyForcibly();
        exit.handle((code, failure) -> code).join();
    }

    /** Asks it to stop, as an operator does (SIGTERM). */
    ChildServer terminate() {
        // The handle, since the process itself would also close what we still want to read.
        process.toHandle().destroy();
        return this;
    }

    /** The exit code, when it has ended. */
    int exitCode() {
        return exit.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What it has of the machine's memory, in kilobytes. */
    long residentKilobytes() {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Its process. */
    long pid() {
        return process.pid();
    }

    /** Bytes of all objects that are alive, after a full collection. */
    long liveBytes() {
        var total = histogram().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }

    /** How many objects of that class are alive. */
    long instancesOf(String type) {
        return histogram().map(line -> line.strip().split("\\s+"))
            .filter(row -> row.length >= 4 && row[3].equals(type))
            .mapToLong(row -> Long.parseLong(row[1])).sum();
    }

    @Override
    public void close() {
        kill();
    }

    private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> kind) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
        return HTTP.sendAsync(kind.apply(request).build(), HttpResponse.BodyHandlers.ofString()).join();
    }

    private Stream<String> histogram() {
        var jcmd = ProcessHandle.current().info().command().map(java -> java.replaceAll("java$", "jcmd")).orElseThrow();
        try {
            var asked = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram").start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private int readToTheEnd() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                var open = OPEN.matcher(line);
                if (open.find()) {
                    port.complete(Integer.parseInt(open.group(1)));
                }
                if (RUNS.matcher(line).find()) {
                    running.complete(this);
                }
            }
            return process.waitFor();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            var ended = new AssertionError("it ended before it served: " + output);
            port.completeExceptionally(ended);
            running.completeExceptionally(ended);
        }
    }
}
