package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that ask for much and read nothing of it. */
class UnreadAnswersTest {
    /** In bytes: several times what the system itself keeps for a connection. */
    private static final int BODY = 16 * 1024 * 1024;
    private static final long MOST = 3L * BODY;
    private static final int CLIENTS = 8;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Deadlines deadlines =
        new Deadlines(vertx, Duration.ofMinutes(1), Ticker.systemTicker(), MOST);
    private final AtomicInteger gone = new AtomicInteger();
    private final List<Socket> clients = new ArrayList<>();
    private int port;

    @BeforeEach
    void listen() {
        var server = vertx.createHttpServer().requestHandler(this::answer).connectionHandler(connection -> {
            deadlines.opened(connection);
            connection.closeHandler(closed -> gone.incrementAndGet());
        });
        port = TestGateway.await(server.listen(0)).actualPort();
    }

    @AfterEach
    void close() throws IOException {
        for (var client : clients) {
            client.close();
        }
        TestGateway.await(vertx.close());
    }

    @Test
    void fewMayLeaveMuchUnread() throws IOException {
        ask();
        var honest = ask();
        assertEquals(BODY, readBody(honest));
        assertEquals(0, gone.get());
    }

    @Test
    void whereAllTogetherLeaveTooMuchUnreadTheyAreLetGoAndWhoReadsIsNot() throws IOException {
        for (int count = 0; count < CLIENTS; count++) {
            ask();
        }
        for (int tries = 0; tries < 200 && gone.get() < CLIENTS / 2; tries++) {
            TestGateway.await(vertx.timer(50, TimeUnit.MILLISECONDS));
        }
        assertTrue(gone.get() >= CLIENTS / 2, () -> gone + " are let go");
        assertEquals(BODY, readBody(ask()));
    }

    private void answer(HttpServerRequest request) {
        deadlines.began(request);
        request.response().end(Buffer.buffer(new byte[BODY]));
    }

    private Socket ask() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(10_000);
        clients.add(client);
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    private static int readBody(Socket client) throws IOException {
        TestGateway.readHead(client.getInputStream());
        return client.getInputStream().readNBytes(BODY).length;
    }
}
