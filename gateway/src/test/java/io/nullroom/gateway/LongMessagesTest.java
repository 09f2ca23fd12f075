package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of which nothing is kept for another instance, since they are longer than may be kept. */
class LongMessagesTest {
    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"));
    /** Kept: one that nobody holds is closed with all its sockets. */
    private final WebSocketClient client = gateway.vertx.createWebSocketClient();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void whatIsLongerThanAnythingThatIsRememberedPassesWhole() throws Exception {
        new FakeInstance(gateway, "one").converses(socket -> {
            var came = new AtomicLong();
            socket.frameHandler(frame -> {
                came.addAndGet(frame.binaryData().length());
                if (frame.isFinal()) {
                    socket.writeTextMessage(came.toString());
                }
            });
        }).announces(0, true);
        var socket = TestGateway.await(client.connect(
            new WebSocketConnectOptions().setHost(TestGateway.HOST).setPort(gateway.port()).setURI("/cable")
                .addSubProtocol("actioncable-v1-json")));
        var heard = new LinkedBlockingQueue<String>();
        socket.textMessageHandler(heard::add);
        var part = Buffer.buffer("x".repeat(40_000));
        socket.writeFrame(WebSocketFrame.binaryFrame(part, false));
        for (int parts = 2; parts < 12; parts++) {
            socket.writeFrame(WebSocketFrame.continuationFrame(part, false));
        }
        socket.writeFrame(WebSocketFrame.continuationFrame(part, true));
        assertEquals("480000", heard.poll(10, TimeUnit.SECONDS));
    }
}
