package io.nullroom.signaling;

import static io.nullroom.signaling.LoneInstance.assertRefused;
import static io.nullroom.signaling.LoneInstance.assertWelcomed;
import static io.nullroom.signaling.LoneInstance.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks for a socket gets one by RFC 6455 (4.2), or is told why not. */
class CableHandshakeTest {
    @RegisterExtension
    private final LoneInstance instance = new LoneInstance();

    @Test
    void theHandshakeIsAnsweredAsTheRfcDoesIt() throws IOException {
        try (var client = instance.connect()) {
            var head = client.write(RawSocket.upgrade("Sec-WebSocket-Protocol: other, actioncable-v1-json\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate\r\n")).readHead().toLowerCase();
            assertTrue(head.startsWith("http/1.1 101 "), head);
            // RFC 6455, 1.3.
            assertTrue(head.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"), head);
            assertTrue(head.contains("sec-websocket-protocol: actioncable-v1-json\r\n"), head);
            assertFalse(head.contains("extensions"), head);
            assertWelcomed(client);
        }
    }

    @Test
    void whoOffersNoSubprotocolGetsNone() throws IOException {
        try (var client = instance.connect()) {
            var head = client.write(RawSocket.upgrade("")).readHead().toLowerCase();
            assertFalse(head.contains("sec-websocket-protocol"), head);
        }
    }

    static Stream<Arguments> requestsThatAreNone() {
        return Stream.of(
            Arguments.of(426, RawSocket.request(RawSocket.KEY, "Sec-WebSocket-Version: 8\r\n")),
            Arguments.of(426, RawSocket.request(RawSocket.KEY, "")),
            Arguments.of(400, RawSocket.request("short", RawSocket.VERSION)),
            Arguments.of(400, RawSocket.request("", RawSocket.VERSION)),
            Arguments.of(400, RawSocket.upgrade("Content-Length: 1\r\n") + "a"),
            Arguments.of(400, RawSocket.upgrade("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n"),
            Arguments.of(400, RawSocket.upgrade("Sec-WebSocket-Protocol: other\r\n")));
    }

    @ParameterizedTest
    @MethodSource("requestsThatAreNone")
    void aRequestThatIsNoneIsRefusedAndTheNextOneIsTaken(int status, String request) throws IOException {
        try (var client = instance.connect()) {
            var head = client.write(request).readHead();
            assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
            assertEquals(status == 426, head.toLowerCase().contains("sec-websocket-version: 13\r\n"), head);
            assertEquals(status == 426, head.toLowerCase().contains("upgrade: websocket\r\n"), head);
            // With the body of the refusal before it.
            assertTrue(client.write(RawSocket.upgrade("")).readHead().contains("HTTP/1.1 101 "));
            assertWelcomed(client);
        }
    }

    @Test
    void whoAlsoWantsTheConnectionClosedIsRefused() throws IOException {
        try (var client = instance.connect()) {
            client.write(RawSocket.upgrade("Connection: close\r\n"));
            assertTrue(client.readToTheEnd().startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void aSocketThatIsAskedForBeforeAnotherAnswerIsThereIsNoneWithoutItsHandshake() throws Exception {
        var server = instance.vertx.createHttpServer().requestHandler(request -> {
            if ("/later".equals(request.path())) {
                instance.vertx.runOnContext(later -> request.response().end("at last"));
            } else {
                instance.verticle.accept(request);
            }
        }).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        try (var client = RawSocket.connect(server.actualPort())) {
            client.write("GET /later HTTP/1.1\r\nHost: a\r\n\r\n" + RawSocket.upgrade(""));
            var all = client.readToTheEnd();
            assertTrue(all.endsWith("at last"), all);
        }
    }

    @Test
    void whatIsSentBeforeTheAnswerToTheHandshakeIsHeard() throws IOException {
        try (var client = instance.connect()) {
            var all = new ByteArrayOutputStream();
            all.writeBytes(RawSocket.upgrade("").getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(RawSocket.frame(RawSocket.LAST | RawSocket.TEXT, subscribe("early").getBytes()));
            client.write(all.toByteArray()).readHead();
            assertWelcomed(client);
            assertRefused("early", client.read());
        }
    }

    @Test
    void whatIsNoFrameBeforeTheAnswerToTheHandshakeEndsTheSocketAndSaysWhy() throws IOException {
        try (var client = instance.connect()) {
            client.write(RawSocket.upgrade("") + "no frame").readHead();
            assertWelcomed(client);
            assertEquals("invalid_frame", new JsonObject(client.read().text()).getString("reason"));
            assertEquals(1002, client.read(RawSocket.CLOSE).code());
        }
    }
}
