package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
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
    /** The machine may be busy, and processes are slow while they are new. */
    private static final long JOINING_SECONDS = 60;

    private static Stack stack;
    private static ChildServer gateway;
    private static ChildServer room;
    private static ChildServer otherRoom;
    private static ChildServer assets;

    @BeforeAll
    @Timeout(300)
    static void start() throws IOException {
        stack = Stack.empty();
        gateway = stack.startByRun("gateway", "signaling");
        room = stack.startByRun("room");
        otherRoom = stack.startByRun("room");
        assets = stack.startByRun("assets", "turn");
        List.of(gateway, room, otherRoom, assets).forEach(ChildServer::running);
        until("/up", 200);
        until("/", 200);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    @Order(0)
    void nobodyTakes400MegabytesOfMemory(TestReporter reporter) {
        for (var member : List.of(gateway, room, otherRoom, assets)) {
            reporter.publishEntry("resident kilobytes", String.valueOf(member.residentKilobytes()));
            assertTrue(member.residentKilobytes() < 400_000, member.output().toString());
        }
    }

    @Test
    @Order(1)
    void aRoomThatOneProcessMadeAnotherShows() {
        var made = post();
        assertEquals(201, made.statusCode(), made.body());
        var id = new JsonObject(made.body()).getString("room_id");
        var shown = get("/rooms/" + id);
        assertEquals(200, shown.statusCode());
        assertEquals(id, new JsonObject(shown.body()).getString("room_id"));
        assertTrue(stack.redis().keys().stream().anyMatch(key -> key.contains(id)));
    }

    @Test
    @Order(2)
    void nobodyNoticesThatARoomServiceWasKilled() {
        room.close();
        for (int i = 0; i < 10; i++) {
            assertEquals(201, post().statusCode(), "the POST number " + i + " after the kill");
        }
    }

    @Test
    @Order(3)
    void thePagesStayThoughTheWebAssetsAreGone() {
        assets.close();
        assertEquals(200, get("/").statusCode());
        assertEquals(201, post().statusCode());
    }

    @Test
    @Order(4)
    void whatComesBackIsFoundAgain() {
        until("/up", 503);
        stack.startByRun("assets", "turn").running();
        until("/up", 200);
    }

    @Test
    @Order(5)
    void nothingOfARoomIsPrintedByAnybodyAndNothingOfALibrary() {
        var id = new JsonObject(post().body()).getString("room_id");
        assertEquals(200, get("/rooms/" + id).statusCode());
        for (var member : List.of(gateway, otherRoom)) {
            assertTrue(member.output().stream().noneMatch(line -> line.contains(id)), member.output().toString());
            assertTrue(member.output().stream().noneMatch(line -> line.contains("hazelcast")),
                member.output().toString());
        }
    }

    private static void until(String path, int status) {
        Patience.until(path + " answers " + status, JOINING_SECONDS, () -> get(path).statusCode() == status);
    }

    private static HttpResponse<String> get(String path) {
        return gateway.get(path, "application/json");
    }

    private static HttpResponse<String> post() {
        return gateway.post("/rooms");
    }
}
