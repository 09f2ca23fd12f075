package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.nullroom.cluster.ClusterConfig;
import io.nullroom.contracts.Environment;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What services run on. */
class CarrierTest {
    private static final int MANY = 20;

    private final List<Carrier> started = new ArrayList<>();

    static Stream<Environment> environments() {
        return Stream.of(
            new Environment(Map.of()),
            new Environment(Map.of("NULLROOM_CLUSTER", "127.0.0.1", "NULLROOM_CLUSTER_HOST", "127.0.0.1",
                "NULLROOM_CLUSTER_PORT", "0", "NULLROOM_CLUSTER_BUS_PORT", "0",
                "NULLROOM_CLUSTER_SECRET", "one secret, of this test alone, for nobody else")));
    }

    @AfterEach
    void close() throws Exception {
        for (var carrier : started) {
            carrier.close().await(30, TimeUnit.SECONDS);
        }
    }

    @MethodSource("environments")
    @ParameterizedTest
    void aServiceAndTheBusShareOneEventLoop(Environment environment) throws Exception {
        var vertx = start(environment);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        // The bus has taken its own when it began.
        for (int service = 0; service < MANY; service++) {
            vertx.deployVerticle(context -> {
                threads.add(Thread.currentThread());
                return Future.succeededFuture();
            }).await(30, TimeUnit.SECONDS);
        }
        assertEquals(1, threads.size());
    }

    @MethodSource("environments")
    @ParameterizedTest
    void theEventLoopTakesConnectionsItself(Environment environment) throws Exception {
        Promise<Channel> taken = Promise.promise();
        var server = start(environment).createNetServer()
            .connectHandler(socket -> taken.complete(((ConnectionBase) socket).channel()))
            .listen(0, "127.0.0.1").await(30, TimeUnit.SECONDS);
        try (var client = new Socket("127.0.0.1", server.actualPort())) {
            var connection = taken.future().await(30, TimeUnit.SECONDS);
            assertSame(connection.eventLoop(), connection.parent().eventLoop(), () -> "taken elsewhere: " + client);
        }
    }

    @MethodSource("environments")
    @ParameterizedTest
    void whatIsWrittenToAnotherProcessWithinATurnGoesOutTogether(Environment environment) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var socket = start(environment).createNetClient().connect(other.getLocalPort(), "127.0.0.1")
                .await(30, TimeUnit.SECONDS);
            Promise<List<Long>> waiting = Promise.promise();
            var channel = ((ConnectionBase) socket).channel();
            channel.eventLoop().execute(() -> {
                var unsent = channel.unsafe().outboundBuffer();
                socket.write("one, ");
                long one = unsent.totalPendingWriteBytes();
                socket.write("two");
                waiting.complete(List.of(one, unsent.totalPendingWriteBytes()));
            });
            var bytes = waiting.future().await(30, TimeUnit.SECONDS);
            assertTrue(bytes.get(0) > 0 && bytes.get(1) > bytes.get(0), bytes::toString);
            try (var peer = other.accept()) {
                assertEquals("one, two", new String(peer.getInputStream().readNBytes(8), StandardCharsets.US_ASCII));
            }
        }
    }

    private Vertx start(Environment environment) throws Exception {
        var carrier = Carrier.of(ClusterConfig.from(environment)).await(30, TimeUnit.SECONDS);
        started.add(carrier);
        return carrier.vertx();
    }
}
