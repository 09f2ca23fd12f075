package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that keep the server waiting lose their connection, and nobody else notices. */
class SlowClientsTest {
    private static final int MANY = 1_000;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aThousandHalfOpenConnectionsDoNotDisturbAnHonestOne() throws IOException {
        var sockets = new ArrayList<Socket>();
        for (int count = 0; count < MANY; count++) {
            var socket = gateway.connect();
            sockets.add(socket);
            send(socket, count % 2 == 0 ? "" : "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
        }
        assertEquals(200, gateway.get("/").statusCode());
        for (var socket : sockets) {
            assertEquals("", TestGateway.readAll(socket.getInputStream()));
            socket.close();
        }
        assertEquals(200, gateway.get("/").statusCode());
    }

    @Test
    void aBodyThatDoesNotComeEndsTheConnection() throws IOException {
        try (var socket = gateway.connect()) {
            send(socket, post("application/json"));
            assertEquals("", TestGateway.readAll(socket.getInputStream()));
        }
    }

    @Test
    void aBodyThatIsNotAwaitedEndsTheConnectionToo() throws IOException {
        try (var socket = gateway.connect()) {
            send(socket, post("text/plain"));
            var answer = TestGateway.readAll(socket.getInputStream());
            assertTrue(answer.startsWith("HTTP/1.1 415 "), answer);
        }
    }

    @Test
    void anUpgradeWhoseBodyDoesNotComeEndsTheConnectionToo() throws IOException {
        try (var socket = gateway.connect()) {
            send(socket, CableTest.handshake("a", "Content-Length: 9\r\n"));
            var answer = TestGateway.readAll(socket.getInputStream());
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    private static String post(String type) {
        return "POST /rooms HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\nContent-Length: 9\r\n\r\n{";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
