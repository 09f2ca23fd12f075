package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/audit-trace} against a running server: what it says by its exit code is so. */
final class AnOperatorCanAuditTest {
    private static final int CLEAN = 0;
    private static final int FOUND = 1;
    private static final int NOT_SEARCHED = 2;

    @Test
    void whatSomebodyWroteDownIsFoundAndElseNothingIs() throws IOException {
        try (var redis = RunningRedis.start(); var server = server(Map.of("NULLROOM_REDIS_URL", redis.url()))) {
            slowLogOf(redis, "0");
            try (var nosy = audit(server, "--heap", heap(server), "--redis", redis.url(), "--wait", "0")) {
                assertEquals(FOUND, nosy.exitCode(), () -> nosy.output().toString());
                assertTrue(said(nosy, "Something is left"), nosy.output().toString());
            }
            slowLogOf(redis, "-1");
            redis.ask(Request.cmd(Command.SLOWLOG).arg("RESET"));
            // The connection to Redis has read of the room, and is replaced after ten seconds.
            try (var quiet = audit(server, "--heap", heap(server), "--redis", redis.url(), "--wait", "20")) {
                assertEquals(CLEAN, quiet.exitCode(), () -> quiet.output().toString());
                assertTrue(said(quiet, "Nothing is left"), quiet.output().toString());
            }
        }
    }

    @Test
    void whatCannotBeSearchedIsNotPassedOver(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("whole.log"), "nothing");
        Files.writeString(folder.resolve("broken.gz"), "nothing that is packed");
        try (var server = server(Map.of()); var bystander = server(Map.of())) {
            // The last one can be searched, but is none of the server's: a search that cannot find proves nothing.
            for (var place : List.of(List.of("--redis", "redis://127.0.0.1:1"), List.of("--folder", folder.toString()),
                    List.of("--heap", heap(bystander)))) {
                try (var audit = audit(server, place.get(0), place.get(1), "--wait", "0")) {
                    assertEquals(NOT_SEARCHED, audit.exitCode(), () -> place + " " + audit.output());
                }
            }
        }
    }

    /** All that took so many microseconds or more is written down; 0 is everything. */
    private static void slowLogOf(RunningRedis redis, String microseconds) {
        redis.ask(Request.cmd(Command.CONFIG).arg("SET").arg("slowlog-log-slower-than").arg(microseconds));
    }

    private static ChildServer server(Map<String, String> settings) {
        return ChildServer.startBy(
            List.of("java", "-XX:+UseSerialGC", "-jar", Programs.jar().toString()), settings).running();
    }

    private static String heap(ChildServer server) {
        return String.valueOf(server.pid());
    }

    private static ChildServer audit(ChildServer server, String... arguments) {
        var program = Stream.concat(Stream.of(Programs.repository().resolve("bin/audit-trace").toString(),
            "http://localhost:" + server.port()), Stream.of(arguments)).toList();
        return ChildServer.startBy(program, Map.of());
    }

    private static boolean said(ChildServer audit, String words) {
        return audit.output().stream().anyMatch(line -> line.contains(words));
    }
}
