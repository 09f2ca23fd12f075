package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** At the most talkative level, with everything going wrong that can: no line tells of a room or a person. */
class NothingIsLoggedTest {
    private static final Map<String, String> SETTINGS = Map.of("NULLROOM_LOG_LEVEL", "TRACE",
        "NULLROOM_TURN_PROVIDER", "coturn", "NULLROOM_TURN_URIS", "turn:canary.example",
        "NULLROOM_TURN_SECRET", "a canary that nobody may hear");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void noRoomLinkFileNameOrAddressIsInAnyLine() throws Exception {
        Set<String> canaries = new TreeSet<>(
            Set.of("canary", "127.0.0.1", "0:0:0:0:0:0:0:1", "::1", "Java-http-client"));
        try (var server = ChildServer.with(SETTINGS)) {
            var made = new JsonObject(server.post("/rooms").body());
            var relay = made.getJsonArray("ice_servers").getJsonObject(0);
            var room = made.getString("room_id");
            canaries.addAll(Set.of(room, relay.getString("username"), relay.getString("credential")));
            var first = CableClient.join(server.port(), room);
            var second = CableClient.open(server.port(), room);
            second.subscribe();
            canaries.add(second.await("init").getString("connection_id"));
            first.await("peer_ready");
            first.signal("{\"sdp\":\"canary\"}");
            second.await("signal");
            first.act("{\"action\":\"initiate_file_transfer\","
                + "\"metadata\":{\"file_name\":\"canary.pdf\",\"file_size\":1}}");
            first.await("file_transfer_authorized");
            CableClient.open(server.port(), "canary-room").subscribe();
            CableClient.open(server.port(), room).say("{\"command\":\"canary");
            CableClient.open(server.port(), room).say("{\"command\":\"canary\",\"identifier\":\"canary\"}");
            var handshake = "ca".repeat(32);
            canaries.add(handshake);
            for (var path : List.of("/rooms/" + room, "/rooms/canary", "/canary?canary=1", "/handshakes/" + handshake,
                "/handshakes/canary", "/assets/canary.js", "/%63anary", "/rooms/" + room + "/canary")) {
                get(server, path);
            }
            first.vanish();
            second.await("peer_left");
            server.terminate();
            assertEquals(143, server.exitCode());
            for (var line : server.output()) {
                canaries.forEach(canary -> assertFalse(line.contains(canary), line));
            }
            assertTrue(server.output().stream().anyMatch(line -> line.contains("/rooms/:id")),
                "requests are logged, by their template: " + server.output());
        }
    }

    private static void get(ChildServer server, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .header("User-Agent", "canary").header("Referer", "http://canary/").header("Cookie", "canary=1").build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.headers().firstValue("set-cookie").isEmpty());
    }
}
