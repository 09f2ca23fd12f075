package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.DrainTime;
import io.nullroom.contracts.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets that no instance has yet: which one is asked, and what becomes of those that none is asked for. */
class ArrivingSocketsTest {
    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"));
    private final FakeInstance one = new FakeInstance(gateway, "one");
    private final FakeInstance two = new FakeInstance(gateway, "two");
    private final CableClient client = new CableClient(gateway);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void bothOfARoomComeToOneInstanceAndRoomsToAll() throws Exception {
        one.announces(0, true);
        two.announces(0, true);
        var rooms = Stream.generate(RoomId::random).limit(20).toList();
        List<CableClient.Visitor> all = new ArrayList<>();
        for (var room : List.of(rooms, rooms).stream().flatMap(List::stream).toList()) {
            all.add(client.comes().says("{\"identifier\":\"{\\\"room_id\\\":\\\"" + room.value() + "\\\"}\"}"));
        }
        for (var visitor : all) {
            assertTrue(visitor.heard().poll(10, TimeUnit.SECONDS).contains("room_id"));
        }
        for (var instance : List.of(one, two)) {
            assertEquals(instance.open.size(), 2 * instance.said.stream().distinct().count());
            assertFalse(instance.open.isEmpty());
        }
        assertEquals(40, one.open.size() + two.open.size());
    }

    @Test
    void whoSaysNothingIsPassedOnAllTheSame() throws Exception {
        one.converses(socket -> socket.writeTextMessage("ping")).announces(0, true);
        assertEquals("ping", client.comes().heard().poll(10, TimeUnit.SECONDS));
    }

    @Test
    void whatIsWrongWithAHandshakeIsSaidHere() throws Exception {
        one.announces(0, true);
        var refused = refusal(client.connect(new WebSocketConnectOptions(client.options()).setSubProtocols(
            List.of("other"))));
        assertEquals(400, refused.getStatus());
        assertEquals("{\"error\":\"unsupported_subprotocol\"}", refused.getBody().toString());
        assertEquals("nosniff", refused.getHeaders().get("X-Content-Type-Options"));
        var outdated = gateway.sendRaw(CableTest.handshake("a", "Connection: close\r\n").replace(": 13", ": 8"));
        assertTrue(outdated.startsWith("HTTP/1.1 426 "), outdated);
        assertTrue(outdated.toLowerCase().contains("sec-websocket-version: 13\r\n"), outdated);
        assertTrue(one.asked.isEmpty());
    }

    @Test
    void whereThereIsNoneYetItIsWaitedForAMoment() {
        var connecting = client.connect();
        one.announces(0, true);
        TestGateway.await(connecting);
        assertTrue(gateway.until(() -> one.open.size() == 1));
    }

    @Test
    void whereThereIsNoneAnotherTimeIsToBeTried() {
        var refused = refusal(client.connect());
        assertEquals(503, refused.getStatus());
        assertEquals("1", refused.getHeaders().get("Retry-After"));
        assertEquals("nosniff", refused.getHeaders().get("X-Content-Type-Options"));
        assertEquals("{\"error\":\"service_unavailable\"}", refused.getBody().toString());
    }

    @Test
    void aClientThatLeavesBeforeItIsTakenLeavesNoSocketBehind() throws Exception {
        var go = Promise.<Void>promise();
        one.answers(request -> {
            request.pause();
            go.future().onSuccess(now -> one.take(request));
        }).announces(0, true);
        var leaver = client.hasty();
        one.nextHandshake();
        leaver.close();
        answersGet();
        go.complete();
        var answered = one.taken.poll(1, TimeUnit.SECONDS);
        assertTrue(gateway.until(() -> one.open.isEmpty()), "a ghost: " + answered);
    }

    @Test
    void whoLeavesWhileAnInstanceThatNeverAnswersIsAskedLeavesNothingThere() throws Exception {
        one.answers(request -> { }).announces(0, true);
        var leaver = client.hasty();
        one.nextHandshake();
        assertEquals(1, one.connections.size());
        leaver.close();
        assertTrue(gateway.until(() -> one.connections.isEmpty()));
    }

    @Test
    void nothingOfTheClientsOwnHandshakeGoesThrough() throws Exception {
        one.announces(0, true);
        TestGateway.await(client.connect(client.options().addHeader("X-Forwarded-For", "6.6.6.6")
            .addHeader("Forwarded", "for=6.6.6.6").addHeader("Cookie", "canary=1").addHeader("X-Real-IP", "6.6.6.6")
            .addHeader("Sec-WebSocket-Extensions", "canary")));
        var headers = one.nextHandshake();
        assertFalse(headers.contains("X-Forwarded-For"), headers.toString());
        assertFalse(headers.toString().contains("6.6.6.6"), headers.toString());
        assertFalse(headers.toString().contains("canary"), headers.toString());
    }

    @Test
    void whoHasSaidNothingYetIsSentAwayAtOnceWhenTheGatewayStops() throws Exception {
        // Without the beats by which it would get an instance.
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var instances = new Instances();
        var tunnel = new Tunnel(vertx, new Bus(vertx), instances,
            new DrainTime(Duration.ofSeconds(8)), new SimpleMeterRegistry());
        instances.hear(new AnnounceInstance("one", "127.0.0.1", 1, 0, true));
        var server = TestGateway.await(vertx.createHttpServer().requestHandler(tunnel::accept).listen(0, "127.0.0.1"));
        var visitor = client.comes(client.options().setPort(server.actualPort()));
        var drained = Promise.<Void>promise();
        vertx.runOnContext(now -> tunnel.drain().onComplete(drained));
        assertEquals(CableClient.SENT_AWAY, visitor.heard().poll(10, TimeUnit.SECONDS));
        TestGateway.await(drained.future());
        TestGateway.await(vertx.close());
    }

    /** The gateway has turned around: whatever came before this is dealt with. */
    private void answersGet() {
        assertEquals(200, gateway.get("/").statusCode());
    }

    private static UpgradeRejectedException refusal(Future<WebSocket> connecting) {
        return TestGateway.await(connecting.<UpgradeRejectedException>transform((socket, refused) ->
            Future.succeededFuture((UpgradeRejectedException) refused)));
    }
}
