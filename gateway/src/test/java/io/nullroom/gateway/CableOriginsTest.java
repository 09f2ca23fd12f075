package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.SettingException;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pages get a socket: a browser that is lured to another site brings none. */
class CableOriginsTest {
    private static final String TAKEN = "101";
    private static final String REFUSED = "403";

    @Test
    void ourOwnPageIsLetIn() throws IOException {
        assertEquals(TAKEN, status(Map.of(), "nullroom.example", "Origin: http://nullroom.example"));
        assertEquals(TAKEN, status(Map.of(), "localhost:8080", "Origin: http://localhost:8080"));
    }

    @Test
    void aClientThatIsNoBrowserIsLetIn() throws IOException {
        assertEquals(TAKEN, status(Map.of(), "nullroom.example", "X-Any: thing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://nullroom.example.evil.example", "", "file://",
        "http://nullroom.example:8081", "http://nullroom.example/", "chrome-extension://abc", "nullroom.example"})
    void aPageOfAnotherOriginIsRefused(String origin) throws IOException {
        assertEquals(REFUSED, status(Map.of(), "nullroom.example", "Origin: " + origin));
    }

    @Test
    void twoOriginsAreNone() throws IOException {
        assertEquals(REFUSED, status(Map.of(), "nullroom.example",
            "Origin: http://nullroom.example\r\nOrigin: http://nullroom.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://nullroom.example,     101",
        "https://NULLROOM.example:443, 101",
        "http://nullroom.example,      403",
        "https://other.example,        403"
    })
    void whereOurOriginIsSetItIsThatAndNoOther(String origin, String expected) throws IOException {
        assertEquals(expected, status(Map.of("NULLROOM_PUBLIC_ORIGIN", "https://nullroom.example"), "inner:8080",
            "Origin: " + origin));
    }

    @Test
    void behindATlsProxyTheHostIsEnoughWhereOurOriginIsNotSet() throws IOException {
        assertEquals(TAKEN, status(Map.of(), "nullroom.example", "Origin: https://nullroom.example"));
        assertEquals(TAKEN, status(Map.of(), "nullroom.example:443", "Origin: https://nullroom.example"));
    }

    @Test
    void theOperatorMayLetOthersIn() throws IOException {
        var some = Map.of("NULLROOM_CABLE_ORIGINS", "https://a.example, http://b.example:81");
        assertEquals(TAKEN, status(some, "nullroom.example", "Origin: https://a.example"));
        assertEquals(TAKEN, status(some, "nullroom.example", "Origin: http://b.example:81"));
        assertEquals(TAKEN, status(some, "nullroom.example", "Origin: http://nullroom.example"));
        assertEquals(REFUSED, status(some, "nullroom.example", "Origin: http://a.example"));
        assertEquals(TAKEN, status(Map.of("NULLROOM_CABLE_ORIGINS", "*"), "nullroom.example", "Origin: null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example", "https://a/b", "*,https://a", "https://*.example"})
    void anOriginThatIsNoneStopsTheStart(String text) {
        var refusal = assertThrows(SettingException.class,
            () -> GatewayConfig.from(new Environment(Map.of("NULLROOM_CABLE_ORIGINS", text))));
        assertTrue(refusal.getMessage().startsWith("NULLROOM_CABLE_ORIGINS must be origins"), refusal.getMessage());
    }

    private static String status(Map<String, String> settings, String host, String header) throws IOException {
        try (var gateway = TestGateway.start(settings, HttpServerRequest::toWebSocket);
                var socket = gateway.connect()) {
            socket.getOutputStream().write(
                CableTest.handshake(host, header + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            var line = socket.getInputStream().readNBytes("HTTP/1.1 000".length());
            return new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length());
        }
    }
}
