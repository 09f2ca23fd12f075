package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operators see how the server does, and nothing of a room or a person. */
final class MetricsTellNothingOfAnybodyTest {
    private static final Pattern NAME = Pattern.compile("(?m)^# TYPE (nullroom_\\w+) (\\w+)$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(nullroom_\\w+)` \\|");
    private static final Pattern SHOWN = Pattern.compile("nullroom_\\w+?(?=_bucket|_count|[\\[){])");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(Map.of("NULLROOM_MANAGEMENT_PORT", "0"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatIsMeasuredIsWhatTheDocumentsSay() throws Exception {
        talk();
        var measured = NAME.matcher(metrics()).results().filter(family -> !family.group(1).endsWith("_max"))
            .map(family -> family.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(documented(), measured);
    }

    @Test
    void theDashboardShowsWhatIsMeasured() throws IOException {
        var shown = SHOWN.matcher(Files.readString(Programs.repository().resolve("deploy/grafana/nullroom.json")))
            .results().map(MatchResult::group).collect(Collectors.toSet());
        assertFalse(shown.isEmpty());
        assertTrue(documented().containsAll(shown), shown.toString());
    }

    @Test
    void noRoomAndNoAddressIsInThem() throws Exception {
        var room = talk();
        var metrics = metrics();
        assertFalse(metrics.contains(room), "the room");
        assertFalse(metrics.contains("127.0.0.1"), "the address");
        assertFalse(metrics.contains("canary"), "what a client made up");
        assertTrue(metrics.contains("route=\"/rooms/:id\""), metrics);
    }

    /** A room is made, looked up and left, and a client that makes things up is refused. */
    private static String talk() throws Exception {
        var room = new JsonObject(server.post("/rooms").body()).getString("room_id");
        server.get("/rooms/" + room, "application/json");
        server.get("/canary?canary", "canary/canary");
        var host = CableClient.join(server.port(), room);
        CableClient.join(server.port(), room).leave();
        host.await("peer_left");
        host.act("{\"action\":\"canary\"}");
        host.closeCode();
        return room;
    }

    private static Set<String> documented() throws IOException {
        return DOCUMENTED.matcher(Files.readString(Programs.repository().resolve("docs/operations.md"))).results()
            .map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String metrics() throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + server.managementPort() + "/metrics");
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
}
