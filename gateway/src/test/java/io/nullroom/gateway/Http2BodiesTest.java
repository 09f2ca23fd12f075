package io.nullroom.gateway;

import static io.nullroom.gateway.TestGateway.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of HTTP/2, which need say nothing of their length (RFC 9113, 8.1.1). */
class Http2BodiesTest {
    private static final String HANDSHAKE = "/handshakes/" + "0a".repeat(32);
    private static final String JSON = "application/json";

    @TempDir
    private Path folder;

    private TestGateway gateway;
    private HttpClient client;

    @BeforeEach
    void start() {
        var certificate = TestCertificate.of("dns:localhost", folder);
        gateway = TestGateway.start(certificate.with(Map.of("NULLROOM_RATE_LIMITS", "off")));
        client = gateway.vertx.createHttpClient(certificate.clientOptions(HttpVersion.HTTP_2));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aBodyIsReadWhetherOrNotItSaysHowLongItIs() {
        assertEquals("201 {}", post(HANDSHAKE, JSON, "{\"blob\":", "\"TWFu\"}"));
        assertEquals("400 {\"error\":\"invalid_request\"}", post(HANDSHAKE, JSON, "{\"blob\":7}"));
        assertEquals("400 {\"error\":\"invalid_request\"}", post("/rooms", JSON, "{"));
        assertEquals("201", post("/rooms", JSON, "{}").substring(0, 3));
    }

    @Test
    void aBodyOverTheLimitIsRefusedAndDropped() {
        assertEquals("413 {\"error\":\"body_too_large\"}", post("/rooms", JSON, " ".repeat(1000), " ".repeat(1000)));
        assertEquals("413 {\"error\":\"body_too_large\"}", post(HANDSHAKE, JSON, "x".repeat(1_000_000)));
        assertEquals("201", post("/rooms", JSON, "{}").substring(0, 3));
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedAndNoneIsNone() {
        assertEquals("415 {\"error\":\"unsupported_media_type\"}", post("/rooms", "text/plain", "{}"));
        assertEquals("201", post("/rooms", "text/plain").substring(0, 3));
        assertEquals("201", post("/rooms", "text/plain", "").substring(0, 3));
    }

    @Test
    void aBodyThatNobodyReadsKeepsNobodyWaiting() {
        assertEquals("404 {\"error\":\"not_found\"}", post("/nothing", JSON, "x".repeat(1_000_000)));
        assertEquals("405 {\"error\":\"method_not_allowed\"}", post("/", JSON, "x".repeat(1_000_000)));
        assertEquals("201", post("/rooms", JSON).substring(0, 3));
    }

    /** Sends the pieces of a body one by one, and no length; all on one connection. */
    private String post(String path, String type, String... pieces) {
        return await(client.request(HttpMethod.POST, gateway.port(), TestGateway.HOST, path).compose(request -> {
            request.putHeader("content-type", type).setChunked(true);
            List.of(pieces).forEach(piece -> request.write(Buffer.buffer(piece)));
            request.end();
            return request.response().compose(answer -> answer.body().map(body -> {
                assertEquals(HttpVersion.HTTP_2, answer.version());
                return answer.statusCode() + " " + body;
            }));
        }));
    }
}
