package io.nullroom.launcher;

import io.nullroom.contracts.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole program, in this JVM, on a port of its own. */
public final class RunningServer implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Nullroom program;
    private final String scheme;

    private RunningServer(Nullroom program, String scheme) {
        this.program = program;
        this.scheme = scheme;
    }

    /** Starts it with these settings, and the defaults for all others but the port. */
    public static RunningServer with(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(settings);
        variables.put("NULLROOM_PORT", "0");
        var read = Settings.from(new Environment(variables));
        return new RunningServer(Patience.await(Nullroom.start(read, Role.named(List.of()))),
            read.gateway().tls().isPresent() ? "https" : "http");
    }

    /** The port that people come in by. */
    public int port() {
        return program.port().orElseThrow();
    }

    /** The port that operators look at, where one was asked for. */
    int managementPort() {
        return program.managementPort().orElseThrow();
    }

    /** Where browsers find it; as localhost, since they lend their encryption to no other plain address. */
    public String origin() {
        return scheme + "://localhost:" + port();
    }

    /** What it answers to a GET. */
    HttpResponse<String> get(String path, String accept) {
        return send(HttpRequest.newBuilder(URI.create(origin() + path)).header("Accept", accept));
    }

    /** What it answers to an empty POST. */
    HttpResponse<String> post(String path) {
        return send(HttpRequest.newBuilder(URI.create(origin() + path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Override
    public void close() {
        Patience.await(program.stop());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException refused) {
            throw new AssertionError("the server did not answer", refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was stopped", stopped);
        }
    }
}
