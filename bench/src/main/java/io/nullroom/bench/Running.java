package io.nullroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A contender that is up.
 *
 * @param target for a scenario
 * @param processes all that it is made of
 */
record Running(Target target, List<ServerProcess> processes) implements AutoCloseable {
    /** What a server says when it serves. */
    static final Pattern OPEN = Pattern.compile(
        "(?:Open http://localhost|Listening on http://127\\.0\\.0\\.1):(\\d+)");

    private static final Pattern ACCEPTS = Pattern.compile("Ready to accept");
    private static final Pattern REDIS_PORT = Pattern.compile("port=(\\d+)");
    private static final double NANOSECONDS = 1e9;

    /** Starts a server that is one process. */
    static Running alone(ServerProcess.Command command) {
        return of(ServerProcess.start(command, OPEN), List.of());
    }

    /** Starts one that has its rooms in a Redis. */
    static Running withRedis(ServerProcess.Command command) {
        var redis = redis();
        try {
            return of(ServerProcess.start(command.with(Map.of("NULLROOM_REDIS_URL", urlOf(redis))), OPEN),
                List.of(redis));
        } catch (RuntimeException failed) {
            redis.close();
            throw failed;
        }
    }

    /** A Redis that forgets. */
    static ServerProcess redis() {
        var command = List.of("redis-server", "--port", Integer.toString(freePort()), "--bind", "127.0.0.1",
            "--save", "", "--appendonly", "no");
        return ServerProcess.start(new ServerProcess.Command(command, Map.of()), ACCEPTS);
    }

    /** Where that Redis is. */
    static String urlOf(ServerProcess redis) {
        return "redis://127.0.0.1:" + redis.number(REDIS_PORT);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Seconds since that process was started. */
    static double secondsSince(ServerProcess process) {
        return (System.nanoTime() - process.began()) / NANOSECONDS;
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }

    private static Running of(ServerProcess server, List<ServerProcess> stores) {
        int port = server.number(OPEN);
        Up.await(port);
        return new Running(new Target(Doors.one(port), ProcessTree.of(List.of(server)), ProcessTree.of(stores),
            Crossings.NONE, secondsSince(server)), Stream.concat(Stream.of(server), stores.stream()).toList());
    }
}
