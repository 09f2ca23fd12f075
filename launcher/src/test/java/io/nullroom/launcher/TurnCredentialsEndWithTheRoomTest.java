package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real coturn takes the credentials of a room that lives, and no others. */
class TurnCredentialsEndWithTheRoomTest {
    private static final int UNAUTHORIZED = 401;

    private static RunningCoturn coturn;
    private static TurnClient client;

    @BeforeAll
    static void start() {
        coturn = RunningCoturn.start();
        client = new TurnClient(RunningCoturn.ADDRESS, coturn.port());
    }

    @AfterAll
    static void stop() {
        coturn.close();
    }

    @Test
    void theCredentialsOfARoomOpenARelayAndChangedOnesDoNot() {
        try (var server = RunningServer.with(coturn.settings())) {
            var relay = relay(server.post("/rooms").body());
            var username = relay.getString("username");
            var credential = relay.getString("credential");
            assertEquals(TurnClient.GIVEN, client.allocate(username, credential));
            assertEquals(UNAUTHORIZED, client.allocate(username, credential.substring(1)));
            assertEquals(UNAUTHORIZED, client.allocate("9" + username, credential));
        }
    }

    @Test
    void everyParticipantGetsCredentialsOfTheirOwnThatLiveForTheRoomAndAMinute() {
        try (var server = RunningServer.with(coturn.settings())) {
            var made = server.post("/rooms").body();
            var room = new JsonObject(made).getString("room_id");
            var joined = server.get("/rooms/" + room, "application/json").body();
            assertNotEquals(relay(made).getString("username"), relay(joined).getString("username"));
            long expiry = Long.parseLong(relay(made).getString("username").split(":")[0]);
            assertEquals(960, expiry - Instant.now().getEpochSecond(), 3);
            assertFalse(server.get("/rooms/" + room, "text/html").body().contains("turn:"));
        }
    }

    @Test
    void theCredentialsOfAFinishedRoomAreRefused() {
        var settings = coturn.settings();
        settings.putAll(Map.of("NULLROOM_ROOM_TTL_SECONDS", "1", "NULLROOM_TURN_GRACE_SECONDS", "0"));
        try (var server = RunningServer.with(settings)) {
            var made = server.post("/rooms").body();
            var relay = relay(made);
            var clock = CableClient.open(server.port(), "a-client-that-only-waits");
            CableClient.join(server.port(), new JsonObject(made).getString("room_id")).await("room_expired");
            // Two pings are three seconds apart, and the credentials had a second or two left.
            clock.await("ping");
            clock.await("ping");
            assertEquals(UNAUTHORIZED, client.allocate(relay.getString("username"), relay.getString("credential")));
            clock.vanish();
        }
    }

    @Test
    void withAnotherSecretNothingIsTaken() {
        var settings = coturn.settings();
        settings.put("NULLROOM_TURN_SECRET", "another secret of a fair length");
        try (var server = RunningServer.with(settings)) {
            var relay = relay(server.post("/rooms").body());
            assertEquals(UNAUTHORIZED, client.allocate(relay.getString("username"), relay.getString("credential")));
        }
    }

    private static JsonObject relay(String room) {
        return new JsonObject(room).getJsonArray("ice_servers").getJsonObject(1);
    }
}
