package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Done;
import io.nullroom.contracts.SendAway;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An orderly end: nobody new comes in, and who is being served is served. */
class GatewayStopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_DRAIN_SECONDS", "8"));
    private final CableClient client = new CableClient(gateway);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aRequestInProgressIsAnsweredWhileNobodyNewComesIn() throws IOException {
        var asked = Promise.<Void>promise();
        var open = Promise.<Void>promise();
        gateway.services.openRoomsAfter(() -> {
            asked.tryComplete();
            return open.future();
        });
        try (var idle = gateway.connect(); var busy = gateway.connect()) {
            busy.getOutputStream().write(
                "POST /rooms HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            TestGateway.await(asked.future());
            var stopped = gateway.stop();
            assertEquals("", TestGateway.readAll(idle.getInputStream()));
            // The port closes on another event loop than what came in by it, and in its own time.
            assertTimeoutPreemptively(PATIENCE, this::untilNobodyComesIn);
            open.complete();
            var answer = TestGateway.readAll(busy.getInputStream());
            assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
            TestGateway.await(stopped);
        }
    }

    @Test
    void socketsAreSentAwayByTheirInstanceAndNothingOnItsWayIsLost() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var one = new FakeInstance(gateway, "one");
        one.converses(socket -> socket.textMessageHandler(heard::add)).announces(0, true);
        var asked = sendAwayAsked();
        var visitor = client.comes().says("hello");
        assertEquals("hello", heard.poll(10, TimeUnit.SECONDS));
        var closed = Promise.<Void>promise();
        visitor.socket().closeHandler(closed::complete);
        var stopping = gateway.stop();
        assertEquals(one.nextHandshake().get("nullroom-gateway"), TestGateway.await(asked).gateway());
        visitor.says("on its way");
        assertEquals("on its way", heard.poll(10, TimeUnit.SECONDS));
        one.open.forEach(passed -> passed.close((short) 1012, "server_restart"));
        TestGateway.await(stopping);
        TestGateway.await(closed.future());
        assertEquals((short) 1012, visitor.socket().closeStatusCode());
    }

    @Test
    void aSocketThatItsInstanceTakesTooLateIsSentAway() throws Exception {
        var go = Promise.<Void>promise();
        var one = new FakeInstance(gateway, "one");
        one.answers(request -> {
            request.pause();
            go.future().onSuccess(now -> one.take(request));
        }).announces(0, true);
        var asked = sendAwayAsked();
        var visitor = client.comes().says("hello");
        one.nextHandshake();
        var stopping = gateway.stop();
        TestGateway.await(asked);
        go.complete();
        assertEquals(CableClient.SENT_AWAY, visitor.heard().poll(10, TimeUnit.SECONDS));
        TestGateway.await(stopping);
    }

    @Test
    void whoComesWhileItStopsIsRefused() throws Exception {
        new FakeInstance(gateway, "one").announces(0, true);
        var busy = client.comes().says("hello");
        assertEquals("hello", busy.heard().poll(10, TimeUnit.SECONDS));
        try (var late = gateway.connect()) {
            var asked = sendAwayAsked();
            var stopping = gateway.stop();
            TestGateway.await(asked);
            late.getOutputStream().write(CableTest.handshake("a", "").getBytes(StandardCharsets.ISO_8859_1));
            var refused = TestGateway.readHead(late.getInputStream());
            assertTrue(refused.startsWith("HTTP/1.1 503 "), refused);
            busy.socket().close();
            TestGateway.await(stopping);
        }
    }

    @Test
    void whoseInstanceNeverAnswersIsSentAwayInTheEnd() throws Exception {
        try (var hasty = TestGateway.start(Map.of("NULLROOM_DRAIN_SECONDS", "0"))) {
            var mute = new FakeInstance(hasty, "one").answers(request -> { }).announces(0, true);
            var visitors = new CableClient(hasty);
            var visitor = visitors.comes().says("hello");
            mute.nextHandshake();
            TestGateway.await(hasty.stop());
            assertEquals(CableClient.SENT_AWAY, visitor.heard().poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void socketsThatNobodySendsAwayAreClosed() throws Exception {
        try (var hasty = TestGateway.start(Map.of("NULLROOM_DRAIN_SECONDS", "0"))) {
            new FakeInstance(hasty, "one").announces(0, true);
            var visitors = new CableClient(hasty);
            var visitor = visitors.comes().says("hello");
            assertEquals("hello", visitor.heard().poll(10, TimeUnit.SECONDS));
            var closed = Promise.<Void>promise();
            visitor.socket().closeHandler(closed::complete);
            TestGateway.await(hasty.stop());
            TestGateway.await(closed.future());
        }
    }

    private void untilNobodyComesIn() throws IOException {
        while (isLetIn()) {
            Thread.onSpinWait();
        }
    }

    private boolean isLetIn() throws IOException {
        try (var late = gateway.connect()) {
            return late.isConnected();
        } catch (ConnectException refused) {
            return false;
        } catch (SocketException reset) {
            // It stood before the port while that closed; the next one is refused.
            return true;
        }
    }

    /** When the instance is asked to send the gateway's sockets away, which it does not do by itself here. */
    private Future<SendAway> sendAwayAsked() {
        var asked = Promise.<SendAway>promise();
        TestGateway.await(gateway.bus.answer(SendAway.at("one"), question -> {
            asked.complete(question);
            return Future.succeededFuture(Done.DONE);
        }));
        return asked.future();
    }
}
