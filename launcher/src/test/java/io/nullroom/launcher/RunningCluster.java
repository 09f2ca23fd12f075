package io.nullroom.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Services in processes of their own, that find each other on this machine, with a real Redis. */
final class RunningCluster implements AutoCloseable {
    private static final int MOST_MEMBERS = 8;

    private final RunningRedis redis = RunningRedis.start();
    private final String secret = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
    private final List<Integer> ports = freePorts();
    private final List<ChildServer> members = new ArrayList<>();

    RunningCluster() throws IOException {
    }

    /** Starts a process of those services; does not wait for it. */
    ChildServer start(String... services) {
        return start(Map.of(), services);
    }

    /** Starts a process of those services with settings of its own; does not wait for it. */
    ChildServer start(Map<String, String> settings, String... services) {
        Map<String, String> all = new HashMap<>(settings());
        all.putAll(settings);
        var member = ChildServer.start(all, services);
        members.add(member);
        return member;
    }

    /** What the next member is started with. */
    Map<String, String> settings() {
        return Map.of(
            "NULLROOM_CLUSTER", ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")),
            "NULLROOM_CLUSTER_PORT", String.valueOf(ports.get(members.size())),
            "NULLROOM_CLUSTER_BUS_PORT", "0",
            "NULLROOM_CLUSTER_SECRET", secret,
            "NULLROOM_REDIS_URL", redis.url(),
            "NULLROOM_RATE_LIMITS", "off");
    }

    RunningRedis redis() {
        return redis;
    }

    @Override
    public void close() {
        members.forEach(ChildServer::close);
        redis.close();
    }

    /** All at once, so that they differ. */
    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_MEMBERS; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
