package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.management.JMException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A client whose upgrades are refused, all on one connection, leaves nothing behind while that stays open. */
@Isolated("it counts the objects of the whole JVM")
class RefusedUpgradesTest {
    private static final Map<String, String> UNLIMITED = Map.of("NULLROOM_RATE_LIMITS", "off");
    private static final int TIMES = 1000;

    @Test
    void nothingIsLeftOfThoseThatTheCableRefuses() throws IOException, JMException {
        try (var gateway =
                TestGateway.start(UNLIMITED, upgrade -> Answers.failure(upgrade, Failure.SERVICE_UNAVAILABLE))) {
            nothingIsLeft(gateway, "", 503);
        }
    }

    @Test
    void nothingIsLeftOfThoseThatTheGatewayRefuses() throws IOException, JMException {
        try (var gateway = TestGateway.start(UNLIMITED)) {
            nothingIsLeft(gateway, "Sec-WebSocket-Protocol: other\r\n", 400);
        }
    }

    private static void nothingIsLeft(TestGateway gateway, String header, int status)
            throws IOException, JMException {
        try (var socket = gateway.connect()) {
            refused(socket, header, status, 10);
            long before = objects();
            refused(socket, header, status, TIMES);
            long after = objects();
            assertTrue(after - before < TIMES / 10, before + " objects before, " + after + " after");
        }
    }

    private static void refused(Socket socket, String header, int status, int times) throws IOException {
        var request = CableTest.handshake("a", header).getBytes(StandardCharsets.ISO_8859_1);
        var in = socket.getInputStream();
        for (int count = 0; count < times; count++) {
            socket.getOutputStream().write(request);
            var head = TestGateway.readHead(in);
            assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
            in.readNBytes(Integer.parseInt(head.replaceFirst("(?s).*content-length: (\\d+).*", "$1")));
        }
    }

    /** How many objects of our own classes are alive in the gateway. */
    private static long objects() throws JMException {
        return LiveObjects.count(name -> name.startsWith("io.nullroom.gateway."));
    }
}
