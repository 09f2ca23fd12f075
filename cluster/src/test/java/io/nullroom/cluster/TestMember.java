package io.nullroom.cluster;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Environment;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxBootstrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A member of a cluster on loopback, with a bus. */
record TestMember(Cluster cluster, Bus bus) implements AutoCloseable {
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** One that listens at {@code port}, and looks for others at {@code seeds}. */
    static TestMember join(int port, int busPort, String seeds) {
        var config = ClusterConfig.from(new Environment(Map.of(
            "NULLROOM_CLUSTER", seeds, "NULLROOM_CLUSTER_PORT", String.valueOf(port),
            "NULLROOM_CLUSTER_BUS_PORT", String.valueOf(busPort), "NULLROOM_CLUSTER_SECRET", SECRET))).orElseThrow();
        try {
            var bootstrap = VertxBootstrap.create().options(new VertxOptions());
            var cluster = Cluster.join(config, bootstrap).await(60, TimeUnit.SECONDS);
            return new TestMember(cluster, new Bus(cluster.vertx()));
        } catch (TimeoutException never) {
            throw new AssertionError("no member after a minute", never);
        }
    }

    /** A port that nobody listens at, and that no system gives to who asks for any. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }

    @Override
    public void close() {
        try {
            cluster.leave().await(30, TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            throw new AssertionError("it does not leave", never);
        }
    }
}
