package io.nullroom.bench;

import io.nullroom.launcher.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The servers that are compared. Each start is a new process. */
enum Contender {
    /** The bare relay on Vert.x, in a JVM with the flags of {@code bin/run}. */
    FLOOR("bare Vert.x"),
    /** The one in the usual style. */
    NODE("Node `ws`"),
    /** The product in one process, with rooms in its memory. */
    MEMORY("Nullroom"),
    /** The product in one process, with rooms in Redis. */
    REDIS("Nullroom with Redis");

    private static final Pattern OPEN = Pattern.compile("Open http://localhost:(\\d+)");
    private static final Pattern ACCEPTS = Pattern.compile("Ready to accept");
    /** Any free port. All limits are on, and counted; they are only higher than one address and one room ever need. */
    static final Map<String, String> SETTINGS = Map.of(
        "NULLROOM_PORT", "0", "NULLROOM_RATE_LIMITS", "on", "NULLROOM_ROOMS_PER_MINUTE", "1000000",
        "NULLROOM_TURN_CREDENTIALS_PER_ADDRESS", "1000000", "NULLROOM_SOCKETS_PER_ADDRESS", "100000",
        "NULLROOM_SOCKETS_PER_MINUTE", "1000000",
        "NULLROOM_MEMORY_ROOM_LIMIT", "1000000", "NULLROOM_CABLE_ACTIONS_PER_SECOND", "100000",
        "NULLROOM_CABLE_ACTIONS_PER_SUBSCRIPTION", "100000000");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** As tables call it. */
    String title() {
        return title;
    }

    /** Starts it, and waits until it serves. */
    Running start() {
        return switch (this) {
            case FLOOR -> alone(List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4", "-Xshare:auto", "-cp",
                jar(), FloorServer.class.getName()), Map.of());
            case NODE -> alone(List.of("node", path("bench/node/relay.js")), Map.of());
            case MEMORY -> alone(List.of(path("bin/run")), SETTINGS);
            case REDIS -> withRedis();
        };
    }

    private static Running alone(List<String> command, Map<String, String> settings) {
        return new Running(List.of(ServerProcess.start(command, settings, OPEN)));
    }

    private static Running withRedis() {
        int port = freePort();
        var redis = ServerProcess.start(List.of("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1",
            "--save", "", "--appendonly", "no"), Map.of(), ACCEPTS);
        var settings = new HashMap<>(SETTINGS);
        settings.put("NULLROOM_REDIS_URL", "redis://127.0.0.1:" + port);
        try {
            return new Running(List.of(ServerProcess.start(List.of(path("bin/run")), settings, OPEN), redis));
        } catch (RuntimeException failed) {
            redis.close();
            throw failed;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String path(String inRepository) {
        return Programs.repository().resolve(inRepository).toString();
    }

    private static String jar() {
        try {
            return Path.of(FloorServer.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A contender that serves.
     *
     * @param processes the server, and its store where it has one
     */
    record Running(List<ServerProcess> processes) implements AutoCloseable {

        /** For a scenario. */
        Target target() {
            var server = processes.get(0);
            return new Target(Integer.parseInt(server.ready().group(1)), server.tree(), new ProcessTree(
                processes.stream().skip(1).flatMap(store -> store.tree().roots().stream()).toList()));
        }

        @Override
        public void close() {
            processes.forEach(ServerProcess::close);
        }
    }
}
