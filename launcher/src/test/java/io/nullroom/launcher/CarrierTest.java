package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.cluster.ClusterConfig;
import io.nullroom.contracts.Environment;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What services run on. */
class CarrierTest {
    private static final int MANY = 20;

    static Stream<Environment> environments() {
        return Stream.of(
            new Environment(Map.of()),
            new Environment(Map.of("NULLROOM_CLUSTER", "127.0.0.1", "NULLROOM_CLUSTER_HOST", "127.0.0.1",
                "NULLROOM_CLUSTER_PORT", "0", "NULLROOM_CLUSTER_BUS_PORT", "0",
                "NULLROOM_CLUSTER_SECRET", "one secret, of this test alone, for nobody else")));
    }

    @MethodSource("environments")
    @ParameterizedTest
    void aServiceAndTheBusShareOneEventLoop(Environment environment) throws Exception {
        var carrier = Carrier.of(ClusterConfig.from(environment)).await(30, TimeUnit.SECONDS);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try {
            // The bus has taken its own when it began.
            for (int service = 0; service < MANY; service++) {
                carrier.vertx().deployVerticle(context -> {
                    threads.add(Thread.currentThread());
                    return Future.succeededFuture();
                }).await(30, TimeUnit.SECONDS);
            }
            assertEquals(1, threads.size());
        } finally {
            carrier.close().await(30, TimeUnit.SECONDS);
        }
    }

    @MethodSource("environments")
    @ParameterizedTest
    void theEventLoopTakesConnectionsItself(Environment environment) throws Exception {
        var carrier = Carrier.of(ClusterConfig.from(environment)).await(30, TimeUnit.SECONDS);
        try {
            var vertx = (VertxInternal) carrier.vertx();
            assertSame(vertx.nettyEventLoopGroup().next(), vertx.acceptorEventLoopGroup().next());
        } finally {
            carrier.close().await(30, TimeUnit.SECONDS);
        }
    }

    @MethodSource("environments")
    @ParameterizedTest
    void whatIsWrittenToAnotherProcessWithinATurnGoesOutTogether(Environment environment) throws Exception {
        var carrier = Carrier.of(ClusterConfig.from(environment)).await(30, TimeUnit.SECONDS);
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var socket = carrier.vertx().createNetClient().connect(other.getLocalPort(), "127.0.0.1")
                .await(30, TimeUnit.SECONDS);
            Promise<Long> waiting = Promise.promise();
            var channel = ((ConnectionBase) socket).channel();
            channel.eventLoop().execute(() -> {
                socket.write("one, ");
                socket.write("two");
                waiting.complete(channel.unsafe().outboundBuffer().totalPendingWriteBytes());
            });
            assertTrue(waiting.future().await(30, TimeUnit.SECONDS) >= "one, two".length());
            try (var peer = other.accept()) {
                assertEquals("one, two", new String(peer.getInputStream().readNBytes(8), StandardCharsets.US_ASCII));
            }
        } finally {
            carrier.close().await(30, TimeUnit.SECONDS);
        }
    }
}
