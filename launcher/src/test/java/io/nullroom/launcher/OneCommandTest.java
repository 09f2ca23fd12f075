package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/run} starts it all, explains itself, and refuses what it cannot start with in one sentence. */
class OneCommandTest {

    @Test
    void binRunServesWithNoOtherSetUp() {
        try (var server = ChildServer.with(Map.of())) {
            assertEquals(200, server.get("/", "text/html").statusCode());
            assertEquals("{\"status\":\"ok\"}", server.get("/up", "*/*").body());
        }
    }

    @Test
    void theServicesThatAreNamedAreStartedAndNoOthers() {
        try (var server = ChildServer.with(Map.of(), "gateway", "assets")) {
            assertEquals(200, server.get("/", "text/html").statusCode());
            assertEquals(503, server.get("/up", "*/*").statusCode());
            assertTrue(server.output().stream().anyMatch(line -> line.endsWith("runs [assets, gateway]")),
                server.output().toString());
        }
    }

    @Test
    void helpListsEverySettingWithItsUnitAndDefault() {
        try (var help = ChildServer.start(Map.of(), "--help")) {
            assertEquals(0, help.exitCode());
            var text = String.join("\n", help.output());
            for (var setting : Settings.ALL) {
                var fallback = setting.fallback().isEmpty() ? "none" : setting.fallback();
                assertTrue(text.contains("  " + setting.name() + "\n      " + setting.meaning() + "\n      "
                    + setting.unit() + "; default: " + fallback), setting.name() + " in\n" + text);
            }
            assertTrue(text.replaceAll("\\s+", " ").contains("room, turn, assets, signaling, gateway"), text);
        }
    }

    @Test
    void versionIsThePoms() {
        try (var version = ChildServer.start(Map.of(), "--version")) {
            assertEquals(0, version.exitCode());
            assertTrue(version.output().get(0).matches("Nullroom \\d+\\.\\d+\\.\\d+"), version.output().toString());
        }
    }

    @Test
    void whatAStartLoadsIsLearntOnceAndNotSpokenOfAgain() throws IOException {
        try (var later = ChildServer.start(Map.of(), "--version")) {
            assertEquals(0, later.exitCode());
            assertEquals(1, later.output().size(), later.output().toString());
        }
        try (var built = Files.list(Programs.repository().resolve("launcher/target"))) {
            var learnt = built.filter(file -> file.getFileName().toString().matches("nullroom-java-.*\\.(jsa|aot)"))
                .toList();
            assertFalse(learnt.isEmpty());
            for (var file : learnt) {
                assertTrue(Files.size(file) > 0, file + " is empty: Java could not learn");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NULLROOM_PORT | eighty | NULLROOM_PORT must be a whole number from 0 to 65535 (TCP port).",
        "NULLROOM_PROT | 8080 | There is no setting NULLROOM_PROT; --help lists those there are.",
        "NULLROOM_RATE_LIMITS | maybe | NULLROOM_RATE_LIMITS must be on or off.",
        "NULLROOM_HOST | 203.0.113.1 "
            + "| The port is taken, or the address is not this machine's: set NULLROOM_PORT or NULLROOM_HOST."})
    void aStartThatCannotBeIsRefusedInOneSentence(String name, String value, String sentence) {
        try (var refused = ChildServer.start(Map.of(name, value))) {
            assertEquals(1, refused.exitCode());
            assertEquals(sentence, refused.output().get(refused.output().size() - 1));
        }
    }

    @Test
    void anUnknownServiceIsRefused() {
        try (var refused = ChildServer.start(Map.of(), "gatway")) {
            assertEquals(2, refused.exitCode());
            assertTrue(refused.output().get(0).contains("gatway"), refused.output().toString());
        }
    }

    @Test
    void anOrderlyStopSendsClientsAwayToComeBack() {
        try (var server = ChildServer.with(Map.of())) {
            var client = CableClient.join(server.port(), server.newRoom());
            server.terminate();
            var last = client.await("disconnect");
            assertEquals("server_restart", last.getString("reason"));
            assertEquals(true, last.getBoolean("reconnect"));
            assertEquals(1012, client.closeCode());
            assertEquals(143, server.exitCode());
            assertTrue(server.output().get(server.output().size() - 1).endsWith("Stopped in order"),
                server.output().toString());
        }
    }

    @Test
    void everyRoleHasANameOfItsOwn() {
        assertEquals(List.of("room", "turn", "assets", "signaling", "gateway"),
            Role.named(List.of()).stream().map(Role::toString).toList());
    }
}
