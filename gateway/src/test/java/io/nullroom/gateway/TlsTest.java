package io.nullroom.gateway;

import static io.nullroom.gateway.TestGateway.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.AnnounceInstance;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port that speaks TLS itself: HTTP/2, and WebSockets beside it. */
class TlsTest {
    @TempDir
    private Path folder;

    private TestCertificate certificate;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        certificate = TestCertificate.of("dns:localhost", folder);
        gateway = gateway(30);
    }

    private TestGateway gateway(int requestTimeoutSeconds) {
        return TestGateway.start(certificate.with(
            Map.of("NULLROOM_REQUEST_TIMEOUT_SECONDS", String.valueOf(requestTimeoutSeconds))),
            upgrade -> upgrade.toWebSocket().onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage)));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aPageComesByHttp2AndTellsBrowsersToComeByTlsOnly() {
        var answer = get(HttpVersion.HTTP_2, "/");
        assertEquals(HttpVersion.HTTP_2, answer.version());
        assertEquals("200 (index.html)", answer.statusCode() + " " + answer.bodyAsString());
        assertEquals("max-age=31536000", answer.getHeader("Strict-Transport-Security"));
        assertEquals(HttpVersion.HTTP_1_1, get(HttpVersion.HTTP_1_1, "/").version());
    }

    @Test
    void aWebSocketComesInByTheSamePort() throws InterruptedException {
        var echoes = new LinkedBlockingQueue<String>();
        var client = gateway.vertx.createWebSocketClient(certificate.webSocketOptions());
        var socket = await(client.connect(gateway.port(), TestGateway.HOST, "/cable"));
        socket.textMessageHandler(echoes::add);
        await(socket.writeTextMessage("hello"));
        assertEquals("hello", echoes.poll(10, TimeUnit.SECONDS));
        await(client.close());
        var refused = get(HttpVersion.HTTP_2, "/cable");
        assertEquals(426, refused.statusCode());
        assertNull(refused.getHeader("Upgrade"));
    }

    @Test
    void aSocketThatIsPassedOnIsWholeInEitherDirectionAndIsClosed() throws InterruptedException {
        try (var passing = TestGateway.start(certificate.with(Map.of()))) {
            var instance = new FakeInstance(passing, "one");
            instance.say(0, true);
            passing.vertx.setPeriodic(AnnounceInstance.PERIOD.toMillis(), beat -> instance.say(0, true));
            var echoes = new LinkedBlockingQueue<String>();
            var client = gateway.vertx.createWebSocketClient(certificate.webSocketOptions());
            var opening = client.webSocket();
            opening.textMessageHandler(echoes::add);
            var socket = await(opening.connect(passing.port(), TestGateway.HOST, "/cable"));
            assertEquals(CableClient.WELCOME, echoes.poll(10, TimeUnit.SECONDS));
            for (int number = 0; number < 100; number++) {
                socket.writeTextMessage(String.format("%060000d", number));
            }
            for (int number = 0; number < 100; number++) {
                assertEquals(String.format("%060000d", number), echoes.poll(10, TimeUnit.SECONDS));
            }
            instance.open.forEach(open -> open.close((short) 1012, "server_restart"));
            assertTrue(passing.until(socket::isClosed));
            assertEquals((short) 1012, socket.closeStatusCode());
            await(client.close());
        }
    }

    @Test
    void plainHttpIsNotAnswered() throws IOException {
        assertEquals("", gateway.sendRaw("GET / HTTP/1.1\r\nHost: a\r\n\r\n").replaceAll("[^ -~]", ""));
    }

    @Test
    void whoSaysNothingIsClosedBeforeAndAfterTheHandshake() throws Exception {
        var closed = new LinkedBlockingQueue<Boolean>();
        try (var hasty = gateway(3); var silent = hasty.connect()) {
            assertEquals("", TestGateway.readAll(silent.getInputStream()));
            var client = gateway.vertx.createHttpClient(certificate.clientOptions(HttpVersion.HTTP_2));
            await(client
                .connect(new HttpConnectOptions().setHost(TestGateway.HOST).setPort(hasty.port()).setSsl(true))
                .onSuccess(connection -> connection.closeHandler(gone -> closed.add(true))));
            assertEquals(true, closed.poll(10, TimeUnit.SECONDS));
            await(client.close());
        }
    }

    private HttpResponse<Buffer> get(HttpVersion version, String path) {
        var client = WebClient.wrap(gateway.vertx.createHttpClient(certificate.clientOptions(version)));
        var answer = await(client.get(gateway.port(), TestGateway.HOST, path).send());
        client.close();
        return answer;
    }
}
