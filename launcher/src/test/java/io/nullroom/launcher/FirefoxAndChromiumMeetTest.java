package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Browsers of two kinds understand each other, whoever opens the room; what drives Firefox runs in Node. */
@Timeout(300)
final class FirefoxAndChromiumMeetTest {
    private static final long MINUTES = 3;

    @TempDir
    private Path folder;

    @Test
    void theySeeTheSameWordsTalkAndSendFilesEitherWay() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("saved"));
        var said = folder.resolve("said.txt");
        try (var server = RunningServer.with(Map.of())) {
            var script = Programs.repository().resolve("web-assets/src/test/js/browsers/firefox-and-chromium.js");
            var meeting = new ProcessBuilder(Programs.needed("node"), script.toString(), server.origin(),
                Programs.needed("chromium", "google-chrome"), Programs.needed("firefox-esr", "firefox"),
                folder.toString())
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
            try {
                assertTrue(meeting.waitFor(MINUTES, TimeUnit.MINUTES), () -> read(said));
                assertEquals(0, meeting.exitValue(), () -> read(said));
            } finally {
                meeting.descendants().forEach(ProcessHandle::destroyForcibly);
                meeting.destroyForcibly();
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException missing) {
            return missing.toString();
        }
    }
}
