package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How sockets get through to the cable, and how many. */
class CableTest {
    private TestGateway gateway;
    /** Kept, since Vert.x closes the sockets of a client that nobody keeps. */
    private WebSocketClient client;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(Map.of("NULLROOM_SOCKETS_PER_ADDRESS", "2"), this::takeOrRefuse);
        client = gateway.vertx.createWebSocketClient();
    }

    @AfterEach
    void stop() {
        TestGateway.await(client.close());
        gateway.close();
    }

    @Test
    void noCompressionIsAgreedOn() throws IOException {
        var answer = upgrade("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
        assertFalse(answer.toLowerCase().contains("extensions"), answer);
    }

    @Test
    void oneSocketTooManyIsRefusedUntilAnotherIsClosed() throws Exception {
        var first = TestGateway.await(connect("/cable"));
        TestGateway.await(connect("/cable"));
        var refused = refusal(connect("/cable"));
        assertEquals(429, refused.getStatus());
        assertEquals("{\"error\":\"rate_limited\"}", refused.getBody().toString());
        assertEquals("1", refused.getHeaders().get("Retry-After"));
        TestGateway.await(first.close());
        TestGateway.await(connectOnceThereIsRoom(100));
    }

    @Test
    void refusedHandshakesDoNotCount() throws Exception {
        for (int times = 0; times < 5; times++) {
            assertEquals(503, refusal(connect("/cable?refuse")).getStatus());
        }
        TestGateway.await(connect("/cable"));
    }

    @Test
    void withoutACableInThisProcessAnotherIsToBeTried() throws Exception {
        try (var alone = TestGateway.start()) {
            var refused = refusal(client.connect(alone.port(), TestGateway.HOST, "/cable"));
            assertEquals(503, refused.getStatus());
            assertEquals("1", refused.getHeaders().get("Retry-After"));
        }
    }

    @Test
    void anUpgradeToSomethingElseIsNone() {
        assertEquals(426, gateway.get("/cable", "Connection", "Upgrade", "Upgrade", "h2c").statusCode());
    }

    static String handshake(String host, String headers) {
        return "GET /cable HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
    }

    private String upgrade(String headers) throws IOException {
        try (var socket = gateway.connect()) {
            socket.getOutputStream().write(handshake("a", headers).getBytes(StandardCharsets.ISO_8859_1));
            return TestGateway.readHead(socket.getInputStream());
        }
    }

    private void takeOrRefuse(HttpServerRequest upgrade) {
        if (upgrade.uri().endsWith("?refuse")) {
            Answers.failure(upgrade, Failure.SERVER_RESTART);
        } else {
            upgrade.toWebSocket();
        }
    }

    private Future<WebSocket> connect(String uri, String... protocols) {
        var options = new WebSocketConnectOptions().setHost(TestGateway.HOST).setPort(gateway.port()).setURI(uri);
        for (var protocol : protocols) {
            options.addSubProtocol(protocol);
        }
        return client.connect(options);
    }

    /** The server hears of a closed socket a moment later than the one who closed it. */
    private Future<WebSocket> connectOnceThereIsRoom(int tries) {
        return connect("/cable").recover(refused ->
            tries > 0 ? connectOnceThereIsRoom(tries - 1) : Future.failedFuture(refused));
    }

    private static UpgradeRejectedException refusal(Future<WebSocket> connecting) throws Exception {
        try {
            connecting.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            throw new AssertionError("accepted");
        } catch (ExecutionException refused) {
            return (UpgradeRejectedException) refused.getCause();
        }
    }
}
