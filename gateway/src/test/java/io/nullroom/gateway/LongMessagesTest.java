package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of which nothing is kept for another instance, since they are longer than may be kept. */
class LongMessagesTest {
    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"));
    private final CableClient client = new CableClient(gateway);

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
        var visitor = client.comes();
        var socket = visitor.socket();
        var part = Buffer.buffer("x".repeat(40_000));
        socket.writeFrame(WebSocketFrame.binaryFrame(part, false));
        for (int parts = 2; parts < 12; parts++) {
            socket.writeFrame(WebSocketFrame.continuationFrame(part, false));
        }
        socket.writeFrame(WebSocketFrame.continuationFrame(part, true));
        assertEquals("480000", visitor.heard().poll(10, TimeUnit.SECONDS));
    }
}
