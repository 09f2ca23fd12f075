package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An orderly end: nobody new comes in, and who is being served is served. */
class GatewayStopTest {
    private final TestGateway gateway = TestGateway.start();

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
            assertThrows(ConnectException.class, gateway::connect);
            open.complete();
            var answer = TestGateway.readAll(busy.getInputStream());
            assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
            TestGateway.await(stopped);
        }
    }
}
