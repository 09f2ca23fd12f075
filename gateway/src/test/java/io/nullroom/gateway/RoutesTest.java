package io.nullroom.gateway;

import static io.nullroom.gateway.FakeServices.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.nullroom.contracts.Failure;
import io.nullroom.gateway.FakeServices.Part;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table, and each way in which it can fail. */
class RoutesTest {
    private static final String HANDSHAKE = "/handshakes/" + "0123456789abcdef".repeat(4);
    private static final String ICE = "[{\"urls\":[\"stun:a.example\"]},"
        + "{\"urls\":[\"turn:b.example\"],\"username\":\"u%d\",\"credential\":\"c\"}]";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @BeforeEach
    void repair() {
        gateway.services.repair();
        gateway.elapse(Duration.ofMinutes(1));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, index.html, text/html; charset=utf-8",
        "/privacy, privacy.html, text/html; charset=utf-8",
        "/check, check.html, text/html; charset=utf-8",
        "/robots.txt, robots.txt, text/plain; charset=utf-8",
        "/favicon.svg, favicon.svg, image/svg+xml; charset=utf-8",
        "/.well-known/security.txt, .well-known/security.txt, text/plain; charset=utf-8",
        "/.well-known/nullroom-assets.json, .well-known/nullroom-assets.json, application/json",
        "/assets/favicon.svg, favicon.svg, image/svg+xml; charset=utf-8"
    })
    void filesOfTheSiteAreServedWhereTheTableSays(String path, String file, String mediaType) {
        var answer = gateway.get(path);
        assertAnswer(200, "(" + file + ")", answer);
        assertEquals(mediaType, answer.getHeader("Content-Type"));
        assertEquals("no-cache", answer.getHeader("Cache-Control"));
    }

    @Test
    void aRoomIsOpened() {
        var answer = gateway.post("/rooms", "");
        assertAnswer(201, roomJson(900_000, 900), answer);
        assertEquals("application/json", answer.getHeader("Content-Type"));
        assertEquals("no-store", answer.getHeader("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON"})
    void aRoomIsOpenedWithAJsonBodyToo(String type) {
        assertEquals(201, gateway.post("/rooms", "{\"any\":1}", "Content-Type", type).statusCode());
    }

    @Test
    void csrfTokensAndCookiesMeanNothingAndNoneIsSet() {
        var answer = gateway.post("/rooms", "", "X-CSRF-Token", "unused", "Cookie", "a=b");
        assertEquals(201, answer.statusCode());
        assertNull(answer.getHeader("Set-Cookie"));
    }

    @Test
    void aBrowserIsToldToDropOurFilesWhenOurPageAsks() {
        var answer = gateway.post("/forget", "", "Sec-Fetch-Site", "same-origin");
        assertEquals(204, answer.statusCode());
        assertEquals("\"cache\"", answer.getHeader("Clear-Site-Data"));
        assertEquals("no-store", answer.getHeader("Cache-Control"));
        assertEquals(204, gateway.post("/forget", "").statusCode());
        for (var site : new String[] {"cross-site", "same-site", "none"}) {
            var refused = gateway.post("/forget", "", "Sec-Fetch-Site", site);
            assertAnswer(403, error("origin_not_allowed"), refused);
            assertNull(refused.getHeader("Clear-Site-Data"));
        }
        assertEquals("POST", gateway.get("/forget").getHeader("Allow"));
        assertNull(gateway.get("/").getHeader("Clear-Site-Data"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, {}, 415, unsupported_media_type",
        "application/x-www-form-urlencoded, a=b, 415, unsupported_media_type",
        "application/json, [], 400, invalid_request",
        "application/json, {, 400, invalid_request"
    })
    void aRoomIsNotOpenedByABodyThatIsNoJsonObject(String type, String body, int status, String error) {
        assertAnswer(status, error(error), gateway.post("/rooms", body, "Content-Type", type));
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        assertAnswer(413, error("body_too_large"),
            gateway.post("/rooms", "{\"a\":\"" + "a".repeat(2_000_000) + "\"}", "Content-Type", "application/json"));
    }

    @Test
    void withoutItsTurnBrokerARoomOpensWithoutIceServers() {
        gateway.services.breakDown(Part.ICE, Failure.SERVICE_UNAVAILABLE);
        var json = gateway.post("/rooms", "").bodyAsJsonObject();
        assertEquals("[]", json.getJsonArray("ice_servers").encode());
        assertEquals("[]", json.getJsonArray("turn_servers").encode());
        assertEquals(200, gateway.get("/rooms/" + ROOM.value(), "Accept", "application/json").statusCode());
    }

    @Test
    void aRoomIsNotOpenedWithoutTheStore() {
        gateway.services.breakDown(Part.ROOMS, Failure.STORE_UNAVAILABLE);
        var answer = gateway.post("/rooms", "");
        assertAnswer(503, error("store_unavailable"), answer);
        assertEquals("1", answer.getHeader("Retry-After"));
    }

    @Test
    void aRoomShowsItsPageToBrowsersAndToWhoDoesNotSay() {
        var browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        var answer = gateway.get("/rooms/" + ROOM.value(), "Accept", browser);
        assertAnswer(200, "(room.html)", answer);
        assertEquals("no-store", answer.getHeader("Cache-Control"));
        assertNull(answer.getHeader("ETag"));
        assertEquals("Accept", answer.getHeader("Vary").split(",")[0]);
        assertAnswer(200, "(room.html)", gateway.get("/rooms/" + ROOM.value()));
        assertAnswer(200, "(room.html)", gateway.get("/rooms/" + ROOM.value(), "Accept", "*/*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "application/json", "application/json, text/plain, */*",
        "text/html;q=0.5, application/json"
    })
    void aRoomTellsClientsWhatIsLeftOfIt(String accept) {
        var answer = gateway.get("/rooms/" + ROOM.value(), "Accept", accept);
        assertAnswer(200, roomJson(432_999, 432), answer);
        assertEquals("no-store", answer.getHeader("Cache-Control"));
        assertEquals("Accept", answer.getHeader("Vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00000000-0000-4000-8000-000000000000", "0F8FAD5B-D9CB-469F-A165-70867728950E", "x", "%00", "%zz", "..%2f..",
        "0f8fad5b-d9cb-469f-a165-70867728950e%20"
    })
    void anUnknownAndAMalformedRoomLookTheSame(String id) {
        assertAnswer(404, error("room_not_found"), gateway.get("/rooms/" + id, "Accept", "application/json"));
        var page = gateway.get("/rooms/" + id, "Accept", "text/html");
        assertAnswer(404, "(404.html)", page);
        assertEquals("no-store", page.getHeader("Cache-Control"));
    }

    @Test
    void aRoomOutOfReachIsNotARoomThatIsGone() {
        gateway.services.breakDown(Part.ROOMS, Failure.STORE_UNAVAILABLE);
        var page = gateway.get("/rooms/" + ROOM.value(), "Accept", "text/html");
        assertAnswer(503, "(error.html)", page);
        assertEquals("1", page.getHeader("Retry-After"));
    }

    @Test
    void aHandshakeIsLeftOnceAndTakenOnce() {
        assertAnswer(201, "{}", store("{\"blob\":\"TWFu\"}"));
        assertAnswer(409, error("handshake_exists"), store("{\"blob\":\"TWFu\"}"));
        assertAnswer(405, "", gateway.send(HttpMethod.HEAD, HANDSHAKE, Buffer.buffer()));
        assertAnswer(200, "{\"blob\":\"TWFu\"}", gateway.get(HANDSHAKE));
        assertAnswer(404, error("handshake_not_found"), gateway.get(HANDSHAKE));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "{\"blob\":7}", "{\"blob\":\"\"}",
        "{\"blob\":\"a b=\"}", "{\"blob\":\"TWF\\n\"}", "[]"
    })
    void aHandshakeWithoutABlobIsRefused(String body) {
        assertAnswer(400, error("invalid_request"), store(body));
    }

    @Test
    void aBlobMayHaveFourKibibytesAndNotOneMore() {
        assertEquals(201, store("{\"blob\":\"" + "TWFu".repeat(1024) + "\"}").statusCode());
        assertEquals(400, store("{\"blob\":\"" + "TWFu".repeat(1025) + "\"}").statusCode());
        assertEquals(413, store("{\"blob\":\"" + "TWFu".repeat(4096) + "\"}").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
    void aWrongIdentifierIsNoHandshake(String identifier) {
        var path = "/handshakes/" + identifier;
        assertAnswer(404, error("handshake_not_found"), gateway.get(path));
        assertAnswer(404, error("handshake_not_found"),
            gateway.post(path, "{\"blob\":\"TWFu\"}", "Content-Type", "application/json"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, POST, 'GET, HEAD'",
        "/rooms, GET, POST",
        "/rooms/x, DELETE, 'GET, HEAD'",
        "/handshakes/x, PUT, 'POST, GET'",
        "/assets/js/long.js, POST, 'GET, HEAD'",
        "/up, OPTIONS, 'GET, HEAD'"
    })
    void anotherMethodIsAnsweredWithThoseThatAreAllowed(String path, String method, String allowed) {
        var answer = gateway.send(HttpMethod.valueOf(method), path, Buffer.buffer());
        assertAnswer(405, error("method_not_allowed"), answer);
        assertEquals(allowed, answer.getHeader("Allow"));
    }

    @Test
    void theCableWithoutAnUpgradeSaysWhatItSpeaks() {
        var answer = gateway.get("/cable");
        assertAnswer(426, error("upgrade_required"), answer);
        assertEquals("websocket", answer.getHeader("Upgrade").toLowerCase());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/nowhere", "/favicon.ico", "/%70rivacy",
        "//", "/assets", "/assets/nothing.js"
    })
    void whatIsNotInTheTableIsNotThere(String path) {
        assertAnswer(404, error("not_found"), gateway.get(path));
        assertAnswer(404, "(404.html)", gateway.get(path, "Accept", "text/html"));
    }

    @Test
    void aFaultOfOursSaysNoMoreThanThat() {
        gateway.services.breakDown(Part.ROOMS, new IllegalStateException("canary"));
        assertAnswer(500, error("internal_error"), gateway.post("/rooms", ""));
        assertAnswer(500, "(error.html)", gateway.get("/rooms/" + ROOM.value(), "Accept", "text/html"));
    }

    private HttpResponse<Buffer> store(String body) {
        return gateway.post(HANDSHAKE, body, "Content-Type", "application/json");
    }

    private static String roomJson(long millis, long seconds) {
        var ice = ICE.formatted(millis);
        return "{\"room_id\":\"" + ROOM.value() + "\",\"ice_servers\":" + ice + ",\"turn_servers\":" + ice
            + ",\"ttl_seconds\":" + seconds + ",\"file_size_limit\":16777216}";
    }

    private static String error(String code) {
        return "{\"error\":\"" + code + "\"}";
    }

    private static void assertAnswer(int status, String body, HttpResponse<Buffer> answer) {
        var text = answer.body() == null ? "" : answer.bodyAsString();
        assertEquals(status + " " + body, answer.statusCode() + " " + text);
    }
}
