package io.nullroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's own coturn, with the configuration that operators get, on a port of its own. */
final class RunningCoturn implements AutoCloseable {
    /** The address of the namespace's one link; see src/test/netns. */
    static final String ADDRESS = "10.99.0.1";
    /** The secret that it shares with the server. */
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final int PATIENCE = 1000;

    private final Process process;
    private final int port;
    private final Path folder;

    private RunningCoturn(List<String> flags) throws IOException, InterruptedException {
        port = Ports.free(ADDRESS);
        folder = Files.createTempDirectory("coturn");
        var command = Stream.concat(Stream.of(Programs.needed("turnserver"),
            "-c", Programs.repository().resolve("deploy/coturn/turnserver.conf").toString(),
            "--static-auth-secret=" + SECRET, "--listening-ip=" + ADDRESS, "--relay-ip=" + ADDRESS,
            "--listening-port=" + port, "--no-tls", "--no-dtls",
            "--userdb=" + folder.resolve("db")), flags.stream()).toList();
        process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        for (int attempt = 0; !answers(); attempt++) {
            if (attempt == PATIENCE || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("turnserver did not start");
            }
        }
    }

    /** Starts one, with these flags besides. */
    static RunningCoturn start(String... flags) {
        // The relay's own address is a private one here, and two who both hide meet on it.
        return start(Stream.concat(Stream.of("--allowed-peer-ip=" + ADDRESS), Stream.of(flags)).toList());
    }

    /** Starts one that is not told of its own address, which it then takes for one of a private network. */
    static RunningCoturn startShut() {
        return start(List.of());
    }

    private static RunningCoturn start(List<String> flags) {
        try {
            return new RunningCoturn(flags);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The port that it listens at, over UDP and TCP. */
    int port() {
        return port;
    }

    /** What a server is set to that hands out its relays. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("NULLROOM_TURN_PROVIDER", "coturn");
        settings.put("NULLROOM_TURN_URIS", url("stun", "") + "," + url("turn", "?transport=udp") + ","
            + url("turn", "?transport=tcp"));
        settings.put("NULLROOM_TURN_SECRET", SECRET);
        return settings;
    }

    /** Kills it. */
    void stop() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
            Files.delete(folder);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Where it is found, for {@code NULLROOM_TURN_URIS}. */
    String url(String scheme, String transport) {
        return scheme + ":" + ADDRESS + ":" + port + transport;
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(ADDRESS, port), PATIENCE);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
