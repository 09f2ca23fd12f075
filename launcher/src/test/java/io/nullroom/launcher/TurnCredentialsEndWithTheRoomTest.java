package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A real coturn takes the credentials of a room that lives, and no others. */
class TurnCredentialsEndWithTheRoomTest {
    private static final int UNAUTHORIZED = 401;

    @AutoClose
    private static final RunningCoturn COTURN = RunningCoturn.start();
    private static final TurnClient CLIENT = new TurnClient(RunningCoturn.ADDRESS, COTURN.port());

    @Test
    void theCredentialsOfARoomOpenARelayAndChangedOnesDoNot() {
        try (var server = RunningServer.with(COTURN.settings())) {
            var relay = relay(server.post("/rooms").body());
            var username = relay.getString("username");
            var credential = relay.getString("credential");
            assertEquals(TurnClient.GIVEN, CLIENT.allocate(username, credential));
            assertEquals(UNAUTHORIZED, CLIENT.allocate(username, credential.substring(1)));
            assertEquals(UNAUTHORIZED, CLIENT.allocate("9" + username, credential));
        }
    }

    @Test
    void everyParticipantGetsCredentialsOfTheirOwnThatLiveForTheRoomAndAMinute() {
        try (var server = RunningServer.with(COTURN.settings())) {
            long before = Instant.now().getEpochSecond();
            var made = server.post("/rooms").body();
            long after = Instant.now().getEpochSecond();
            var room = new JsonObject(made).getString("room_id");
            var joined = server.get("/rooms/" + room, "application/json").body();
            assertNotEquals(relay(made).getString("username"), relay(joined).getString("username"));
            long expiry = Long.parseLong(relay(made).getString("username").split(":")[0]);
            assertTrue(before + 960 <= expiry && expiry <= after + 961, made);
            assertFalse(server.get("/rooms/" + room, "text/html").body().contains("turn:"));
        }
    }

    @Test
    void theCredentialsOfAFinishedRoomAreRefused() {
        var settings = COTURN.settings();
        settings.putAll(Map.of("NULLROOM_ROOM_TTL_SECONDS", "5", "NULLROOM_TURN_GRACE_SECONDS", "0"));
        try (var server = RunningServer.with(settings)) {
            var made = server.post("/rooms").body();
            var relay = relay(made);
            CableClient.join(server.port(), new JsonObject(made).getString("room_id")).await("room_expired");
            var clock = CableClient.open(server.port(), "a-client-that-only-waits");
            // Two pings are three seconds apart, and the credentials had a second or two left.
            clock.await("ping");
            clock.await("ping");
            assertEquals(UNAUTHORIZED, CLIENT.allocate(relay.getString("username"), relay.getString("credential")));
            clock.vanish();
        }
    }

    @Test
    void withAnotherSecretNothingIsTaken() {
        var settings = COTURN.settings();
        settings.put("NULLROOM_TURN_SECRET", "another secret of a fair length");
        try (var server = RunningServer.with(settings)) {
            var relay = relay(server.post("/rooms").body());
            assertEquals(UNAUTHORIZED, CLIENT.allocate(relay.getString("username"), relay.getString("credential")));
        }
    }

    private static JsonObject relay(String room) {
        return new JsonObject(room).getJsonArray("ice_servers").getJsonObject(1);
    }
}
