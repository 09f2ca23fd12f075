package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Mark;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.Standing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sockets whose instance dies or goes down: another one goes on with them, and their clients notice nothing. */
class MovedSocketsTest {
    private static final Standing SUBSCRIBED = Standing.WELCOMED.subscribed(1);

    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"));
    private final FakeInstance one = new FakeInstance(gateway, "one");
    private final FakeInstance two = new FakeInstance(gateway, "two");
    private final CableClient client = new CableClient(gateway);
    private final BlockingQueue<String> saidToOne = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> saidToTwo = new LinkedBlockingQueue<>();
    private BlockingQueue<String> heard;

    @BeforeEach
    void listen() {
        two.converses(taken -> taken.textMessageHandler(saidToTwo::add));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void anotherInstanceHearsAgainWhatMayBeLostAndHowTheClientStands() throws Exception {
        var socket = subscribe();
        say(socket, "lost?");
        assertEquals("lost?", saidToOne.poll(10, TimeUnit.SECONDS));
        one.isKilled();
        assertEquals("subscribe", saidToTwo.poll(10, TimeUnit.SECONDS));
        assertEquals("lost?", saidToTwo.poll(10, TimeUnit.SECONDS));
        var handshake = two.nextHandshake();
        assertEquals(new Continuation(SUBSCRIBED, 2, 2, 1, false), Continuation.of(handshake.get(Continuation.HEADER)));
        assertEquals(one.nextHandshake().get(Passage.HEADER), handshake.get(Passage.HEADER));
        say(socket, "later");
        assertEquals("later", saidToTwo.poll(10, TimeUnit.SECONDS));
        two.open.forEach(taken -> taken.writeTextMessage("goes on"));
        assertEquals("goes on", heard.poll(10, TimeUnit.SECONDS));
        assertFalse(socket.isClosed());
    }

    @Test
    void noMarkReachesTheClientAndEveryPongOfItsOwnDoes() throws Exception {
        var pongs = new LinkedBlockingQueue<Buffer>();
        var socket = subscribe();
        socket.pongHandler(pongs::add);
        // Even a ping that looks like a mark is one, since nobody but the gateway and its instances knows the secret.
        TestGateway.await(socket.writePing(Buffer.buffer(Passage.random().payload(new Mark.MoveOn()))));
        TestGateway.await(socket.writePing(Buffer.buffer("ping")));
        assertEquals(23, pongs.poll(10, TimeUnit.SECONDS).length());
        assertEquals(Buffer.buffer("ping"), pongs.poll(10, TimeUnit.SECONDS));
        assertEquals(List.of(), List.copyOf(pongs));
        assertTrue(two.open.isEmpty());
    }

    @Test
    void aMessageThatWasCutOffIsLeftOutAndItsMarkWithIt() throws Exception {
        var socket = subscribe();
        var passed = one.open.iterator().next();
        mark(passed, new Mark.WithNext(SUBSCRIBED.unsubscribed(7)));
        TestGateway.await(passed.writeFrame(WebSocketFrame.textFrame("cut ", false)));
        one.isKilled();
        assertEquals("subscribe", saidToTwo.poll(10, TimeUnit.SECONDS));
        assertEquals(SUBSCRIBED, Continuation.of(two.nextHandshake().get(Continuation.HEADER)).standing());
        two.open.forEach(taken -> taken.writeTextMessage("whole"));
        assertEquals("whole", heard.poll(10, TimeUnit.SECONDS));
        assertFalse(socket.isClosed());
    }

    @Test
    void anInstanceThatWantsItMovedIsLeft() throws Exception {
        var socket = subscribe();
        mark(one.open.iterator().next(), new Mark.MoveOn());
        assertEquals("subscribe", saidToTwo.poll(10, TimeUnit.SECONDS));
        say(socket, "later");
        assertEquals("later", saidToTwo.poll(10, TimeUnit.SECONDS));
        assertTrue(gateway.until(() -> one.open.isEmpty()));
    }

    @Test
    void anInstanceThatWasLeftHasNothingToSayAnyMore() throws Exception {
        var socket = subscribe();
        var former = one.open.iterator().next();
        one.fallsSilent();
        assertEquals("subscribe", saidToTwo.poll(10, TimeUnit.SECONDS));
        if (!former.isClosed()) {
            former.writeTextMessage("ghost");
            former.close((short) 1000, "resumed_elsewhere");
        }
        two.open.forEach(taken -> taken.writeTextMessage("goes on"));
        assertEquals("goes on", heard.poll(10, TimeUnit.SECONDS));
        assertFalse(socket.isClosed());
    }

    @Test
    void whatWasSaidBeforeItsInstanceLetsGoComesBeforeTheEnd() throws Exception {
        var socket = subscribe();
        two.isKilled();
        // None that takes sockets: the client is to come back.
        one.announces(0, false);
        one.open.forEach(former -> {
            former.writeTextMessage("the last");
            mark(former, new Mark.MoveOn());
        });
        assertEquals("the last", heard.poll(10, TimeUnit.SECONDS));
        assertTrue(gateway.until(socket::isClosed));
    }

    @Test
    void twoInstancesThatFallSilentTogetherAreBothLeft() throws Exception {
        var socket = subscribe();
        two.fallsSilent();
        one.fallsSilent();
        gateway.pass(3500);
        var three = new FakeInstance(gateway, "three");
        var saidToThree = new LinkedBlockingQueue<String>();
        three.converses(taken -> taken.textMessageHandler(saidToThree::add)).announces(0, true);
        assertEquals("subscribe", saidToThree.poll(10, TimeUnit.SECONDS));
        assertFalse(socket.isClosed());
    }

    @Test
    void anInstanceThatHasFallenSilentIsLeft() throws Exception {
        var socket = subscribe();
        one.fallsSilent();
        assertEquals("subscribe", saidToTwo.poll(10, TimeUnit.SECONDS));
        assertFalse(socket.isClosed());
    }

    @Test
    void whatComesWhileThereIsNoInstanceArrivesAtTheNextOne() throws Exception {
        var socket = subscribe();
        two.isKilled();
        one.isKilled();
        say(socket, "meanwhile");
        var three = new FakeInstance(gateway, "three");
        var saidToThree = new LinkedBlockingQueue<String>();
        three.converses(taken -> taken.textMessageHandler(saidToThree::add)).announces(0, true);
        assertEquals("subscribe", saidToThree.poll(10, TimeUnit.SECONDS));
        assertEquals("meanwhile", saidToThree.poll(10, TimeUnit.SECONDS));
        assertFalse(socket.isClosed());
    }

    @Test
    void whereThereIsNoOtherInstanceTheClientIsSentAwayToComeBack() throws Exception {
        var socket = subscribe();
        two.isKilled();
        one.isKilled();
        assertEquals(CableClient.SENT_AWAY, heard.poll(10, TimeUnit.SECONDS));
        assertTrue(gateway.until(socket::isClosed));
        assertEquals((short) 1012, socket.closeStatusCode());
    }

    @Test
    void whoIsMovedTooOftenIsSentAwayToComeBack() throws Exception {
        var socket = subscribe();
        one.converses(taken -> mark(taken, new Mark.MoveOn()));
        two.converses(taken -> mark(taken, new Mark.MoveOn()));
        mark(one.open.iterator().next(), new Mark.MoveOn());
        assertTrue(gateway.until(socket::isClosed));
        assertEquals((short) 1012, socket.closeStatusCode());
    }

    @Test
    void whomItsInstanceHasClosedIsClosed() throws Exception {
        var socket = subscribe();
        one.open.iterator().next().close((short) 1008, "rate_limited");
        assertTrue(gateway.until(socket::isClosed));
        assertEquals((short) 1008, socket.closeStatusCode());
        assertTrue(two.asked.isEmpty());
    }

    @Test
    void aClientThatLeavesWhileItIsMovedLeavesNoSocketBehind() throws Exception {
        two.answers(request -> {
            request.pause();
            gateway.vertx.setTimer(300, later -> two.take(request));
        });
        var socket = subscribe();
        mark(one.open.iterator().next(), new Mark.MoveOn());
        two.nextHandshake();
        TestGateway.await(socket.close());
        two.taken.poll(1, TimeUnit.SECONDS);
        assertTrue(gateway.until(() -> one.open.isEmpty() && two.open.isEmpty()));
    }

    @Test
    void whoseRoomIsKnownGoesOnAtTheInstanceThatIsNextInItsRow() throws Exception {
        var three = new FakeInstance(gateway, "three");
        var saidToThree = new LinkedBlockingQueue<String>();
        three.converses(taken -> taken.textMessageHandler(saidToThree::add)).announces(50, true);
        one.announces(0, true);
        two.announces(0, true);
        var subscription = subscriptionOfARoomOf("one", "three", "two");
        client.comes().says(subscription);
        assertTrue(gateway.until(() -> one.open.size() == 1));
        one.isKilled();
        assertEquals(subscription, saidToThree.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void whoseInstanceNeverSaidHowItStandsBeginsAnewAtTheNext() throws Exception {
        one.converses(taken -> taken.textMessageHandler(saidToOne::add)).announces(0, true);
        two.announces(100, true);
        var visitor = client.comes().says("subscribe");
        saidToOne.poll(10, TimeUnit.SECONDS);
        one.isKilled();
        assertEquals("subscribe", saidToTwo.poll(10, TimeUnit.SECONDS));
        assertEquals(new Continuation(Standing.WELCOMED, 1, 1, 1, false),
            Continuation.of(two.nextHandshake().get(Continuation.HEADER)));
        assertFalse(visitor.socket().isClosed());
    }

    @Test
    void aClientCannotSayThatItComesFromElsewhere() throws Exception {
        one.announces(0, true);
        TestGateway.await(client.connect(client.options().addHeader(Passage.HEADER, "mine")
            .addHeader(Continuation.HEADER, "1,1,1,n,,").addHeader("nullroom-gateway", "mine")));
        var handshake = one.nextHandshake();
        assertEquals(1, handshake.getAll(Passage.HEADER).size());
        assertFalse(handshake.get(Passage.HEADER).equals("mine") || handshake.get("nullroom-gateway").equals("mine"));
        assertNull(handshake.get(Continuation.HEADER));
    }

    /** What names a room whose row is that. */
    private static String subscriptionOfARoomOf(String... row) {
        return Stream.generate(() -> "\"room_id\":\"" + RoomId.random().value() + '"')
            .filter(text -> Stream.of(row).sorted(Comparator.comparingLong(hint(text)::rank)).toList()
                .equals(List.of(row)))
            .findFirst().orElseThrow();
    }

    private static RoomHint hint(String text) {
        var words = new FirstWords();
        words.hear(Buffer.buffer(CableClient.text(text)));
        return words.room().orElseThrow();
    }

    /** A client with a subscription at the first instance, beside the other one. */
    private WebSocket subscribe() throws InterruptedException {
        one.converses(taken -> taken.textMessageHandler(text -> {
            saidToOne.add(text);
            if (text.equals("subscribe")) {
                mark(taken, new Mark.WithNext(SUBSCRIBED));
                taken.writeTextMessage("confirmed");
            }
        })).announces(0, true);
        two.announces(100, true);
        var visitor = client.comes().says("subscribe");
        heard = visitor.heard();
        assertEquals("subscribe", saidToOne.poll(10, TimeUnit.SECONDS));
        assertEquals("confirmed", heard.poll(10, TimeUnit.SECONDS));
        return visitor.socket();
    }

    private static void mark(ServerWebSocket socket, Mark mark) {
        socket.writePong(Buffer.buffer(Passage.of(socket.headers().get(Passage.HEADER)).payload(mark)));
    }

    private static void say(WebSocket socket, String text) {
        TestGateway.await(socket.writeTextMessage(text));
    }
}
