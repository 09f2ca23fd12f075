package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Floods that HTTP/2 makes cheap for clients: who sends one is let go, and everybody else is served. */
class Http2FloodsTest {
    private static final int ENHANCE_YOUR_CALM = 0xb;
    private static final int REFUSED_STREAM = 0x7;
    private static final int MANY = 20_000;

    @TempDir
    private Path folder;

    private TestCertificate certificate;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        certificate = TestCertificate.of("dns:localhost", folder);
        gateway = TestGateway.start(certificate.with(
            Map.of("NULLROOM_RATE_LIMITS", "off", "NULLROOM_REQUEST_TIMEOUT_SECONDS", "60")));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** CVE-2023-44487. */
    @Test
    void requestsThatAreTakenBackAtOnceEndTheConnection() throws IOException {
        try (var client = Http2Client.connect(gateway.port())) {
            assertEquals(ENHANCE_YOUR_CALM, flood(client, stream -> client.request(stream).reset(stream)));
        }
        assertServed();
    }

    /** CVE-2025-8671: the client has the server take them back. */
    @Test
    void requestsThatHaveToBeTakenBackEndTheConnection() throws IOException {
        try (var client = Http2Client.connect(gateway.port())) {
            assertEquals(ENHANCE_YOUR_CALM, flood(client, stream -> client.request(stream).windowUpdate(stream, 0)));
        }
        assertServed();
    }

    /** CVE-2024-27316 and its like. */
    @Test
    void headersWithoutEndEndTheConnection() throws IOException {
        try (var client = Http2Client.connect(gateway.port())) {
            client.beginRequest(1);
            assertEquals(ENHANCE_YOUR_CALM, flood(client, count -> client.continueRequest(1)));
        }
        assertServed();
    }

    @Test
    void pingsOfWhoReadsNoAnswersEndTheConnection() throws IOException {
        try (var client = Http2Client.connect(gateway.port())) {
            assertTrue(client.isRefusedBefore(100 * MANY, count -> client.ping()));
        }
        assertServed();
    }

    @Test
    void aConnectionHasAHundredRequestsAtOnceAndNotOneMore() throws IOException {
        try (var client = Http2Client.connect(gateway.port())) {
            client.acknowledgeSettings();
            IntStream.rangeClosed(0, 100).forEach(count -> client.requestWithBody(2 * count + 1));
            assertEquals(REFUSED_STREAM, client.awaitReset(201));
        }
        assertServed();
    }

    /** Each would otherwise be an exception of its own in the log. */
    @Test
    void whoTakesItForAProxyIsRefusedAndOthersAreServed() throws IOException {
        try (var client = Http2Client.connect(gateway.port())) {
            // The first answer of a connection also says how large its table is.
            client.acknowledgeSettings().request(1);
            for (int stream = 3; stream < 20; stream += 2) {
                assertTrue(client.requestTunnel(stream).isAnsweredThatItIsNone(stream), "stream " + stream);
            }
        }
        assertServed();
    }

    @Test
    void whoHasNotHeardOfThatLimitIsHeldToItAllTheSame() throws IOException {
        try (var client = Http2Client.connect(gateway.port())) {
            IntStream.range(0, 100).forEach(count -> client.requestWithBody(2 * count + 1));
            client.ping().awaitPing();
            client.requestWithBody(201).awaitClose();
        }
        assertServed();
    }

    /** What the connection is ended for; read meanwhile, since who writes to a closed one may get to read no more. */
    private static int flood(Http2Client client, IntConsumer step) {
        var end = CompletableFuture.supplyAsync(client::awaitGoAway, task -> new Thread(task).start());
        client.isRefusedBefore(MANY, count -> step.accept(2 * count + 1));
        return end.join();
    }

    private void assertServed() {
        var client = WebClient.wrap(gateway.vertx.createHttpClient(certificate.clientOptions(HttpVersion.HTTP_2)));
        assertEquals(200, TestGateway.await(client.get(gateway.port(), TestGateway.HOST, "/").send()).statusCode());
        client.close();
    }
}
