package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer carries them, whatever it is; and a Host header brings nothing of its own into them. */
class SecurityHeadersTest {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
        + "img-src 'self' blob:; connect-src 'self'%s; worker-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types nullroom-worker";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200", "HEAD, /, 200", "GET, /rooms/x, 404", "POST, /rooms, 201", "GET, /nowhere, 404", "PUT, /, 405",
        "GET, /cable, 426", "GET, /handshakes/x, 404", "GET, /assets/js/long.js, 200", "GET, /assets/%zz, 404"
    })
    void everyAnswerCarriesThem(String method, String path, int status) {
        var answer = gateway.send(HttpMethod.valueOf(method), path, Buffer.buffer());
        assertEquals(status, answer.statusCode());
        assertHeaders(" ws://" + gateway.authority(), answer.headers());
    }

    @Test
    void anAnswerFromTheCacheCarriesThemToo() {
        var answer = gateway.get("/assets/js/long.js", "If-None-Match", "*");
        assertEquals(304, answer.statusCode());
        assertHeaders(" ws://" + gateway.authority(), answer.headers());
    }

    @Test
    void aPageMayRunTheScriptsThatStandInItAndNoOtherAnswerMay() {
        var page = gateway.get("/rooms/" + FakeServices.ROOM.value(), "Accept", "text/html");
        assertEquals(200, page.statusCode());
        assertEquals(POLICY.formatted(" ws://" + gateway.authority())
            .replace("script-src 'self'", "script-src 'self' " + FakeServices.INLINE_SCRIPT),
            page.headers().get("Content-Security-Policy"));
        assertHeaders(" ws://" + gateway.authority(), gateway.get("/privacy").headers());
    }

    @Test
    void thePublicOriginGoesBeforeTheHostOfTheRequest() {
        try (var known = TestGateway.start(Map.of("NULLROOM_PUBLIC_ORIGIN", "https://nullroom.example"))) {
            assertHeaders(" wss://nullroom.example", known.get("/").headers());
        }
    }

    @Test
    void behindTlsBrowsersAreToldToStayThere() {
        try (var secure = TestGateway.start(Map.of("NULLROOM_PUBLIC_ORIGIN", "https://nullroom.example"));
                var plain = TestGateway.start(Map.of("NULLROOM_PUBLIC_ORIGIN", "http://nullroom.example"))) {
            assertEquals("max-age=31536000", secure.get("/").headers().get("Strict-Transport-Security"));
            assertFalse(plain.get("/").headers().contains("Strict-Transport-Security"));
            assertFalse(gateway.get("/").headers().contains("Strict-Transport-Security"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "evil.example; script-src *", "a b", "a,b", "a'b", "a\"b", "user@a", "a/b", "a:b", "a:99999", "a:", ":80",
        "-a.example", "a..b", "http://a", "[::1", "[::g]", "*", "a;b", "%61", "\u00e4"
    })
    void aHostThatIsNoneIsRefused(String host) throws IOException {
        var answer = gateway.sendRaw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains(POLICY.formatted("") + "\r\n"), answer);
        assertFalse(answer.contains("evil"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "\r\n\r\nnonsense\r\n\r\n"
    })
    void aRequestThatIsNoneIsRefused(String request) throws IOException {
        var answer = gateway.sendRaw(request);
        assertTrue(answer.startsWith("HTTP/1.1 400 ") || answer.startsWith("HTTP/1.0 400 "), answer);
        assertTrue(answer.contains(POLICY.formatted("") + "\r\n"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.example", "my_service:8080", "127.0.0.1:1", "[::1]:8080", "xn--bcher-kva.example"})
    void aHostThatCanBeOneIsNamedInThePolicy(String host) throws IOException {
        var answer = gateway.sendRaw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains(POLICY.formatted(" ws://" + host) + "\r\n"), answer);
    }

    @Test
    void anOversizeLineOrHeaderIsRefused() throws IOException {
        var line = gateway.sendRaw("GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(line.startsWith("HTTP/1.1 400 ") || line.startsWith("HTTP/1.0 400 "), line);
        var header = gateway.sendRaw("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + "a".repeat(9000) + "\r\n\r\n");
        assertTrue(header.startsWith("HTTP/1.1 400 "), header);
    }

    private static void assertHeaders(String webSocket, MultiMap headers) {
        assertEquals(POLICY.formatted(webSocket), headers.get("Content-Security-Policy"));
        assertEquals("nosniff", headers.get("X-Content-Type-Options"));
        assertEquals("DENY", headers.get("X-Frame-Options"));
        assertEquals("no-referrer", headers.get("Referrer-Policy"));
        assertEquals("same-origin", headers.get("Cross-Origin-Opener-Policy"));
        assertEquals("require-corp", headers.get("Cross-Origin-Embedder-Policy"));
        assertEquals("same-origin", headers.get("Cross-Origin-Resource-Policy"));
        var permissions = headers.get("Permissions-Policy");
        assertTrue(permissions.contains("camera=()") && permissions.contains("microphone=()")
            && permissions.contains("geolocation=()") && permissions.contains("clipboard-write=(self)"),
            permissions);
    }
}
