package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a connection to a port that has sockets alone may be none. */
class SocketServerTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /cable HTTP/1.1\r\nHost: a\r\nX-Slow: ", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /cable HTTP/1.1\r\nHost: a\r\n\r\n"})
    void whoAsksForNoSocketIsLetGo(String words) throws Exception {
        try (var client = RawSocket.connect(listen(Duration.ofMillis(300), request -> { }))) {
            client.write(words).readToTheEnd();
        }
    }

    @Test
    void whoIsRefusedOneIsLetGo() throws Exception {
        int port = listen(Duration.ofMillis(300), request -> SocketServer.refuse(request, Failure.SERVER_RESTART));
        try (var client = RawSocket.connect(port)) {
            client.write(RawSocket.upgrade(""));
            assertTrue(client.readHead().startsWith("HTTP/1.1 503"));
            client.readToTheEnd();
        }
    }

    @Test
    void whoAsksForOneIsNot() throws Exception {
        int port = listen(Duration.ofMillis(300), request -> { });
        try (var client = RawSocket.connect(port)) {
            client.write(RawSocket.upgrade("")).patience(Duration.ofSeconds(1));
            assertThrows(SocketTimeoutException.class, client::readToTheEnd);
        }
    }

    private int listen(Duration patience, Handler<HttpServerRequest> cable) throws Exception {
        return new SocketServer(vertx, new SignalingPort("127.0.0.1", 0, Optional.empty()), patience, cable,
            trunk -> { }).listen().await(10, TimeUnit.SECONDS);
    }
}
