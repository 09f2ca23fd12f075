package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets that the gateway passes on to the signaling instances. */
class TunnelTest {
    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"));
    private final FakeInstance one = new FakeInstance(gateway, "one");
    private final FakeInstance two = new FakeInstance(gateway, "two");
    private final CableClient client = new CableClient(gateway);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void messagesPassBothWaysAndCloseCodesToo() throws Exception {
        one.converses(socket -> socket.textMessageHandler(text -> {
            socket.writeTextMessage(text);
            socket.close((short) 1012, "server_restart");
        })).announces(0, true);
        var visitor = client.comes();
        assertEquals("actioncable-v1-json", visitor.socket().subProtocol());
        var closed = Promise.<Void>promise();
        visitor.socket().closeHandler(closed::complete);
        visitor.says("é".repeat(20_000));
        assertEquals("é".repeat(20_000), visitor.heard().poll(10, TimeUnit.SECONDS));
        TestGateway.await(closed.future());
        assertEquals((short) 1012, visitor.socket().closeStatusCode());
    }

    @Test
    void theLeastBusyInstanceIsChosenBothByWhatItSaysAndByWhatItWasGivenSince() {
        // Once: what they said a moment later might leave out a socket that was on its way.
        one.say(5, true);
        two.say(3, true);
        gateway.get("/");
        TestGateway.await(Future.all(Stream.generate(client::connect).limit(6).toList()));
        assertOpen(2, 4);
    }

    @Test
    void whoDrainsOrHasFallenSilentIsLeftOut() {
        one.announces(0, false);
        two.announces(100, true);
        TestGateway.await(client.connect());
        assertOpen(0, 1);
        one.announces(0, true).fallsSilent();
        gateway.pass(6000);
        TestGateway.await(client.connect());
        assertOpen(0, 2);
    }

    @Test
    void whereAnInstanceCannotBeReachedTheNextOneIsTried() {
        one.announces(0, true);
        two.announces(9, true);
        one.dies();
        TestGateway.await(client.connect());
        assertOpen(0, 1);
    }

    @Test
    void whereAnInstanceIsFrozenTheNextOneIsTried() {
        one.answers(request -> { }).announces(0, true);
        two.announces(9, true);
        var connecting = client.connect();
        one.fallsSilent();
        TestGateway.await(connecting);
        assertOpen(0, 1);
    }

    @Test
    void whereAnInstanceSaysThatItIsThereAndAnswersNobodyTheNextOneIsAsked() throws Exception {
        one.answers(request -> { }).announces(0, true);
        two.announces(9, true);
        var visitor = client.comes().says("hello");
        assertEquals("hello", visitor.heard().poll(10, TimeUnit.SECONDS));
        assertEquals(1, one.asked.size());
    }

    @Test
    void whomOneInstanceRefusesTheNextOneIsAskedToTake() {
        one.answers(request -> request.response().setStatusCode(503).end("no")).announces(0, true);
        two.announces(9, true);
        TestGateway.await(client.connect());
        assertOpen(0, 1);
    }

    @Test
    void whomNobodyTakesIsSentAwayToComeBack() throws Exception {
        one.answers(request -> request.response().setStatusCode(503).end("no")).announces(0, true);
        var visitor = client.comes().says("hello");
        assertEquals(CableClient.SENT_AWAY, visitor.heard().poll(10, TimeUnit.SECONDS));
        assertTrue(gateway.until(visitor.socket()::isClosed));
        assertEquals((short) 1012, visitor.socket().closeStatusCode());
    }

    @Test
    void aClientThatDoesNotReadStopsItsPeerAndLosesNothing() throws Exception {
        var written = new AtomicLong();
        one.converses(socket -> flood(socket, written)).announces(0, true);
        var read = new AtomicLong();
        var visitor = client.comes();
        var socket = visitor.socket();
        socket.textMessageHandler(text -> {
            if (text.equals(message(read.get()))) {
                read.addAndGet(text.length());
            }
        });
        visitor.says("hello");
        socket.pause();
        assertTrue(gateway.until(() -> isStill(written)), "the flood goes on");
        long unread = written.get() - read.get();
        // The kernel's own buffers may hold 32 MiB on each of two ways.
        assertTrue(unread < 100_000_000, unread + " bytes are on their way to somebody who reads nothing");
        long all = written.get() + 20_000_000;
        socket.resume();
        assertTrue(gateway.until(() -> read.get() > all), "it reads on, and nothing is missing");
    }

    @Test
    void aDeadInstanceIsADeadSocketAtOnceAlsoBesideOneWhoDoesNotRead() throws Exception {
        one.converses(socket -> flood(socket, new AtomicLong())).announces(0, true);
        var deaf = client.hasty();
        one.taken.poll(10, TimeUnit.SECONDS);
        var socket = TestGateway.await(client.connect());
        var closed = Promise.<Void>promise();
        socket.closeHandler(closed::complete);
        one.open.forEach(ServerWebSocket::close);
        one.dies();
        TestGateway.await(closed.future());
        deaf.close();
    }

    @Test
    void aThousandSocketsPassThroughOneGateway() {
        one.announces(0, true);
        two.announces(0, true);
        List<WebSocket> all = new ArrayList<>();
        // Not all in one moment, in which both instances would be too busy to say that they are there.
        for (int hundred = 0; hundred < 10; hundred++) {
            all.addAll(TestGateway.await(Future.all(Stream.generate(client::connect).limit(100).toList())).list());
        }
        assertTrue(gateway.until(() -> one.open.size() + two.open.size() == 1000));
        assertTrue(Math.abs(one.open.size() - two.open.size()) < 200, "they share: " + one.open.size());
        all.forEach(WebSocket::close);
        assertTrue(gateway.until(() -> one.open.isEmpty() && two.open.isEmpty()));
    }

    @Test
    void aGatewayThatHearsNobodyKeepsItsSockets() {
        one.announces(0, true);
        var socket = TestGateway.await(client.connect());
        one.fallsSilent();
        gateway.pass(4000);
        assertFalse(socket.isClosed());
    }

    /** So many sockets are at the first one, and so many at the other; they know of one a moment after its client. */
    private void assertOpen(int first, int second) {
        assertTrue(gateway.until(() -> one.open.size() + two.open.size() == first + second));
        assertEquals(first, one.open.size());
        assertEquals(second, two.open.size());
    }

    /** Writes all it can, in turns, so that its event loop hears of a close between two of them. */
    private static void flood(ServerWebSocket socket, AtomicLong written) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            socket.drainHandler(drained -> flood(socket, written));
        } else {
            socket.writeTextMessage(message(written.getAndAdd(50_000)));
            Vertx.currentContext().runOnContext(next -> flood(socket, written));
        }
    }

    /** As long as all others, and like none of them. */
    private static String message(long number) {
        return String.format("%050000d", number);
    }

    private boolean isStill(AtomicLong count) {
        long before = count.get();
        gateway.pass(500);
        return before == count.get();
    }
}
