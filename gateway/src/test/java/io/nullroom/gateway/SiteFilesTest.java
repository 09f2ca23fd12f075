package io.nullroom.gateway;

import static io.nullroom.gateway.FakeServices.LONG_SCRIPT;
import static io.nullroom.gateway.FakeServices.LONG_SCRIPT_GZIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the site: which bytes, by which encoding, and when none are sent. */
class SiteFilesTest {
    private static final String SCRIPT = "/assets/js/long.js";

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
    @ValueSource(strings = {"gzip", "br, gzip", "gzip;q=0.1", "*", "deflate, GZIP;q=1.0"})
    void whoTakesGzipGetsIt(String accepted) {
        var answer = gateway.get(SCRIPT, "Accept-Encoding", accepted);
        assertEquals(LONG_SCRIPT_GZIP, answer.body());
        assertEquals("gzip", answer.getHeader("Content-Encoding"));
        assertEquals("\"long-gzip\"", answer.getHeader("ETag"));
        assertEquals("Accept-Encoding", answer.getHeader("Vary"));
        assertEquals("text/javascript; charset=utf-8", answer.getHeader("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "*;q=0", "gzip;q=0.5, identity;q=0.9"})
    void whoDoesNotGetsThePlainFile(String accepted) {
        var answer = gateway.get(SCRIPT, "Accept-Encoding", accepted);
        assertEquals(LONG_SCRIPT, answer.body());
        assertNull(answer.getHeader("Content-Encoding"));
        assertEquals("\"long\"", answer.getHeader("ETag"));
        assertEquals("Accept-Encoding", answer.getHeader("Vary"));
    }

    @Test
    void aFileThatDoesNotGetSmallerIsSentPlain() {
        var answer = gateway.get("/", "Accept-Encoding", "gzip");
        assertEquals("(index.html)", answer.bodyAsString());
        assertNull(answer.getHeader("Content-Encoding"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "\"long\"|identity", "W/\"long\"|identity", "\"other\", \"long\"|identity", "*|identity", "\"long-gzip\"|gzip"
    })
    void whoHasTheFileIsToldSo(String tags, String encoding) {
        var answer = gateway.get(SCRIPT, "If-None-Match", tags, "Accept-Encoding", encoding);
        assertEquals(304, answer.statusCode());
        assertNull(answer.body());
        assertEquals("no-cache", answer.getHeader("Cache-Control"));
        assertEquals("Accept-Encoding", answer.getHeader("Vary"));
        assertTrue(tags.contains(answer.getHeader("ETag")) || tags.equals("*"));
    }

    @Test
    void whoHasAnotherFormOfTheFileGetsThisOne() {
        assertEquals(200, gateway.get(SCRIPT, "If-None-Match", "\"long\"", "Accept-Encoding", "gzip").statusCode());
        assertEquals(200, gateway.get(SCRIPT, "If-None-Match", "\"older\"").statusCode());
    }

    @Test
    void headTellsWhatGetWouldWithoutTheBody() {
        var head = gateway.send(HttpMethod.HEAD, SCRIPT, Buffer.buffer());
        assertEquals(200, head.statusCode());
        assertNull(head.body());
        assertEquals(gateway.get(SCRIPT).headers().toString(), head.headers().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/assets/../privacy", "/assets/..", "/assets/%2e%2e/privacy", "/assets/..%2fprivacy",
        "/assets/%2e%2e%2fprivacy", "/assets//js/long.js", "/assets/js/../js/long.js",
        "/assets/js%2flong.js", "/assets/js/long.js%00",
        "/assets/js/long.js/", "/assets/", "/assets/js", "/assets/....//privacy.html", "/assets/%252e%252e/x",
        "/assets/\\..\\privacy.html", "/assets/js/long.js;x"
    })
    void noOtherSpellingOfAPathLeadsAnywhere(String path) throws IOException {
        var answer = gateway.sendRaw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        assertTrue(answer.endsWith("{\"error\":\"not_found\"}"), answer);
    }

    @Test
    void aPathWithARawNulIsNoRequest() throws IOException {
        var answer = gateway.sendRaw("GET /assets/\0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 ") || answer.startsWith("HTTP/1.1 404 "), answer);
    }

    @Test
    void theSiteOutlivesTheWebAssets() {
        try (var alone = TestGateway.startWithoutSite()) {
            var page = alone.get("/", "Accept", "text/html");
            assertEquals(503, page.statusCode());
            assertEquals("A part of the server is out of reach for now.\n", page.bodyAsString());
            assertEquals("1", page.getHeader("Retry-After"));
            assertEquals(503, alone.get("/assets/js/long.js").statusCode());
        }
    }
}
