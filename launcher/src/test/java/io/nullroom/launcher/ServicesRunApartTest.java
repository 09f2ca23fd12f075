package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** The same jar as several processes is the same server, and goes on without the one that died. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServicesRunApartTest {
    private static final Duration JOINING = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RunningCluster cluster;
    private static ChildServer gateway;
    private static ChildServer room;
    private static ChildServer otherRoom;
    private static ChildServer assets;

    @BeforeAll
    static void start() throws IOException {
        cluster = new RunningCluster();
        gateway = cluster.start("gateway", "signaling");
        room = cluster.start("room");
        otherRoom = cluster.start("room");
        assets = cluster.start("assets", "turn");
        List.of(gateway, room, otherRoom, assets).forEach(ChildServer::running);
        until("/up", 200);
        until("/", 200);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @Order(0)
    void nobodyTakesMoreMemoryThanAContainerOfItsHas(TestReporter reporter) {
        for (var member : List.of(gateway, room, otherRoom, assets)) {
            reporter.publishEntry("resident kilobytes", String.valueOf(member.residentKilobytes()));
            assertTrue(member.residentKilobytes() < 400_000, member.output().toString());
        }
    }

    @Test
    @Order(1)
    void aRoomThatOneProcessMadeAnotherShows() throws Exception {
        var made = post();
        assertEquals(201, made.statusCode(), made.body());
        var id = new JsonObject(made.body()).getString("room_id");
        var shown = get("/rooms/" + id);
        assertEquals(200, shown.statusCode());
        assertEquals(id, new JsonObject(shown.body()).getString("room_id"));
        assertTrue(cluster.redis().keys().stream().anyMatch(key -> key.contains(id)));
    }

    @Test
    @Order(2)
    void nobodyNoticesThatARoomServiceWasKilled() throws Exception {
        room.close();
        for (int i = 0; i < 10; i++) {
            assertEquals(201, post().statusCode(), "the POST number " + i + " after the kill");
        }
    }

    @Test
    @Order(3)
    void thePagesStayThoughTheWebAssetsAreGone() throws Exception {
        assets.close();
        assertEquals(200, get("/").statusCode());
        assertEquals(201, post().statusCode());
    }

    @Test
    @Order(4)
    void whatComesBackIsFoundAgain() throws Exception {
        until("/up", 503);
        cluster.start("assets", "turn").running();
        until("/up", 200);
    }

    @Test
    @Order(5)
    void nothingOfARoomIsPrintedByAnybodyAndNothingOfALibrary() throws Exception {
        var id = new JsonObject(post().body()).getString("room_id");
        assertEquals(200, get("/rooms/" + id).statusCode());
        for (var member : List.of(gateway, otherRoom)) {
            assertTrue(member.output().stream().noneMatch(line -> line.contains(id)), member.output().toString());
            assertTrue(member.output().stream().noneMatch(line -> line.contains("hazelcast")),
                member.output().toString());
        }
    }

    /** The machine may be busy, and processes are slow while they are new. */
    private static void until(String path, int status) throws IOException {
        var end = System.nanoTime() + JOINING.toNanos();
        int seen;
        do {
            seen = get(path).statusCode();
            if (seen == status) {
                return;
            }
        } while (System.nanoTime() < end);
        throw new AssertionError(path + " still answers " + seen + " and not " + status + ": " + gateway.output());
    }

    private static HttpResponse<String> post() throws IOException {
        return send(HttpRequest.newBuilder(uri("/rooms")).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(uri(path)).header("Accept", "application/json"));
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + gateway.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was stopped", stopped);
        }
    }
}
