package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.Failure;
import io.nullroom.gateway.FakeServices.Part;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which routes count, what one too many is answered with, and how the server says that it is well. */
class LimitedRoutesTest {
    private static final String HANDSHAKE = "/handshakes/" + "0".repeat(64);

    private TestGateway gateway = TestGateway.start(Map.of("NULLROOM_ROOMS_PER_MINUTE", "2",
        "NULLROOM_ROOM_LOOKUPS_PER_MINUTE", "2", "NULLROOM_HANDSHAKES_PER_MINUTE", "2",
        "NULLROOM_TURN_CREDENTIALS_PER_ADDRESS", "1", "NULLROOM_SOCKETS_PER_MINUTE", "2"));

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void oneRoomTooManyIsRefusedAndSaysWhenToComeBack() {
        gateway.post("/rooms", "");
        gateway.post("/rooms", "");
        var refused = gateway.post("/rooms", "");
        assertEquals(429, refused.statusCode());
        assertEquals("{\"error\":\"rate_limited\"}", refused.bodyAsString());
        assertEquals("30", refused.getHeader("Retry-After"));
        gateway.elapse(Duration.ofSeconds(30));
        assertEquals(201, gateway.post("/rooms", "").statusCode());
    }

    @Test
    void oneSetOfTurnCredentialsTooManyIsNoneAndTheRoomIsThereAllTheSame() {
        assertEquals(2, gateway.post("/rooms", "").bodyAsJsonObject().getJsonArray("ice_servers").size());
        var second = gateway.post("/rooms", "");
        assertEquals(201, second.statusCode());
        assertEquals("[]", second.bodyAsJsonObject().getJsonArray("ice_servers").encode());
        var third = gateway.get("/rooms/" + FakeServices.ROOM.value(), "Accept", "application/json");
        assertEquals("[]", third.bodyAsJsonObject().getJsonArray("turn_servers").encode());
        gateway.elapse(Duration.ofMinutes(1));
        assertEquals(2, gateway.post("/rooms", "").bodyAsJsonObject().getJsonArray("ice_servers").size());
    }

    @Test
    void oneLookUpTooManyShowsAPageToABrowser() {
        gateway.get("/rooms/a");
        gateway.get("/rooms/b");
        var refused = gateway.get("/rooms/c", "Accept", "text/html");
        assertEquals("429 (error.html)", refused.statusCode() + " " + refused.bodyAsString());
        assertEquals("30", refused.getHeader("Retry-After"));
        assertEquals(200, gateway.get("/", "Accept", "text/html").statusCode());
    }

    @Test
    void leavingAndTakingHandshakesCountTogether() {
        gateway.get(HANDSHAKE);
        gateway.post(HANDSHAKE, "{\"blob\":\"TWFu\"}", "Content-Type", "application/json");
        assertEquals(429, gateway.get(HANDSHAKE).statusCode());
    }

    @Test
    void socketsAreAskedForSoOftenAndNoMore() {
        assertEquals(426, gateway.get("/cable").statusCode());
        assertEquals(426, gateway.get("/cable").statusCode());
        var refused = gateway.get("/cable");
        assertEquals("429 {\"error\":\"rate_limited\"}", refused.statusCode() + " " + refused.bodyAsString());
        assertEquals("30", refused.getHeader("Retry-After"));
        gateway.elapse(Duration.ofSeconds(30));
        assertEquals(426, gateway.get("/cable").statusCode());
    }

    @Test
    void theServerIsAskedForItsHealthOnceASecond() {
        assertUp(200, "{\"status\":\"ok\"}");
        assertUp(429, "{\"status\":\"rate_limited\"}");
        gateway.elapse(Duration.ofSeconds(1));
        assertUp(200, "{\"status\":\"ok\"}");
    }

    @ParameterizedTest
    @EnumSource(value = Part.class, names = {"ROOM_HEALTH", "TURN_HEALTH"})
    void oneServiceThatIsNotWellMakesTheServerUnwell(Part part) {
        gateway.services.breakDown(part, Failure.STORE_UNAVAILABLE);
        assertUp(503, "{\"status\":\"error\"}");
    }

    @Test
    void aServiceThatDoesNotAnswerInASecondMakesTheServerUnwell() {
        gateway.services.fallSilent();
        assertUp(503, "{\"status\":\"error\"}");
    }

    private void assertUp(int status, String body) {
        var answer = gateway.get("/up");
        assertEquals(status + " " + body, answer.statusCode() + " " + answer.bodyAsString());
        assertEquals("no-store", answer.getHeader("Cache-Control"));
        assertEquals(status == 200 ? null : "1", answer.getHeader("Retry-After"));
    }
}
