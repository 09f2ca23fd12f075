package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nullroom.contracts.Upgrade;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of the handshake of a socket that is passed on. */
class HandshakeTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void onlyWhatAnotherInstanceWouldHaveToKnowIsKept() throws Exception {
        Promise<PassedSocket> opened = Promise.promise();
        var server = vertx.createHttpServer().requestHandler(upgrade -> {
            assertEquals("somebody's browser", upgrade.getHeader("User-Agent"));
            upgrade.response().putHeader("Upgrade", "websocket");
            var socket = new PassedSocket(upgrade, new Memory(new Memory.Total(1000)), moved -> { });
            var leg = new Leg((ContextInternal) Vertx.currentContext());
            Upgrade.of(upgrade, leg).onSuccess(open -> {
                socket.opens(leg);
                opened.complete(socket);
            });
        }).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        try (var browser = new Socket("127.0.0.1", server.actualPort())) {
            browser.getOutputStream().write(String.join("\r\n", "GET /cable HTTP/1.1", "Host: here",
                "Connection: Upgrade", "Upgrade: websocket", "User-Agent: somebody's browser", "Cookie: some=thing",
                "X-Forwarded-For: 192.0.2.1", "Sec-WebSocket-Version: 13", "SEC-WEBSOCKET-KEY: AAAA",
                "", "").getBytes(StandardCharsets.US_ASCII));
            var socket = opened.future().await(10, TimeUnit.SECONDS);
            var kept = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            kept.addAll(socket.handshake().names());
            assertEquals(Set.of("Sec-WebSocket-Version", "SEC-WEBSOCKET-KEY"), Set.copyOf(kept));
            assertThrows(NoSuchElementException.class, socket::upgrade, "nor of what was answered");
        }
    }
}
