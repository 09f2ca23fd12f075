package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider that the documents show, compiled by itself, comes in by the class path. */
class AProviderInAJarTest {
    private static final Path ROOT = Programs.repository();
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\\n(package org\\.example;.*?)```");
    private static final int LINES = 33;

    @TempDir
    private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private HttpServer api;

    @BeforeEach
    void start() {
        api = Patience.await(vertx.createHttpServer().requestHandler(request -> request.response()
            .end(JsonObject.of("user", request.method() + " " + request.query(), "pass", "canary").encode()))
            .listen(0, "localhost"));
    }

    @AfterEach
    void stop() {
        Patience.await(vertx.close());
    }

    @Test
    void itIsAskedForEveryRoomAndItsCredentialIsNotLogged() throws IOException {
        try (var server = ChildServer.with(settings(Map.of("EXAMPLE_URL", "http://localhost:" + api.actualPort())))) {
            // A machine that is busy with a new process may have the first questions take longer than is waited for.
            Patience.until("a relay", () -> !room(server).getJsonArray("ice_servers").isEmpty());
            assertEquals("POST ttl=960", relay(server).getString("username"));
            assertEquals("canary", relay(server).getString("credential"));
            assertTrue(server.output().stream().noneMatch(line -> line.contains("canary")));
        }
    }

    @Test
    void whenItFailsTheRoomOpensAndTheLogSaysWho() throws IOException {
        try (var server = ChildServer.with(settings(Map.of("EXAMPLE_URL", "http://localhost:1/canary")))) {
            assertEquals("[]", room(server).getJsonArray("ice_servers").encode());
            server.awaitLine("TURN provider example issued nothing: io.netty.channel");
            assertTrue(server.output().stream().noneMatch(line -> line.contains("canary")));
        }
    }

    @Test
    void halfConfiguredItRefusesTheStartInItsOwnWords() throws IOException {
        try (var refused = ChildServer.start(settings(Map.of()))) {
            assertEquals(1, refused.exitCode());
            assertEquals(List.of("The example needs EXAMPLE_URL."), refused.output());
        }
    }

    private Map<String, String> settings(Map<String, String> own) throws IOException {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("CLASSPATH", jar().toString());
        settings.put("NULLROOM_TURN_PROVIDER", "example");
        return settings;
    }

    private static JsonObject relay(ChildServer server) {
        return room(server).getJsonArray("ice_servers").getJsonObject(0);
    }

    private static JsonObject room(ChildServer server) {
        return new JsonObject(server.post("/rooms").body());
    }

    private Path jar() throws IOException {
        var example = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/operations.md"))).results().findFirst()
            .orElseThrow().group(1);
        assertTrue(example.lines().count() <= LINES, "lines: " + example.lines().count());
        var source = Files.writeString(folder.resolve("ExampleProvider.java"), example);
        var compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), "-cp",
            Programs.jar().toString(), source.toString());
        assertEquals(0, compiled, "the example compiles");
        var jar = folder.resolve("example.jar");
        try (var entries = new JarOutputStream(Files.newOutputStream(jar));
             var classes = Files.walk(folder.resolve("org"))) {
            add(entries, "META-INF/services/io.nullroom.turn.TurnProvider", "org.example.ExampleProvider".getBytes());
            for (var file : (Iterable<Path>) classes.filter(Files::isRegularFile)::iterator) {
                add(entries, folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
