package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a gateway keeps of a socket that it passes on, while that is open. */
@Isolated("it counts the objects of the whole JVM")
class OpenSocketsTest {
    private static final int SOCKETS = 100;
    /** What Vert.x makes of a connection, a request that comes and one that goes. */
    private static final Set<String> OF_VERTX = Set.of("NetSocketImpl", "HttpNetSocket", "Http1xServerConnection",
        "Http1xServerConnection$2", "Http1xServerRequest", "Http1xClientConnection", "HttpClientRequestImpl");

    @Test
    void nothingOfVertxIsKeptOnEitherSide() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (var gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"))) {
            var instance = new FakeInstance(gateway, "one").announces(0, true);
            var client = new CableClient(gateway);
            sockets.add(open(client));
            long before = ofVertx();
            long passed = passed();
            for (int count = 0; count < SOCKETS; count++) {
                sockets.add(open(client));
            }
            assertTrue(gateway.until(() -> instance.open.size() > SOCKETS));
            assertEquals(SOCKETS, passed() - passed);
            // The instance is made of Vert.x, and is in this JVM, too: a connection, its request, and another one to
            // its trunk. The last of those that are forgotten may be in use yet for a moment.
            long more = ofVertx() - before;
            for (int tries = 0; tries < 5 && more > 3 * SOCKETS; tries++) {
                more = ofVertx() - before;
            }
            assertTrue(more <= 3 * SOCKETS, more + " objects of the sockets that are passed on and of their instance");
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void nothingIsKeptOfARequestThatHasWaitedForAnInstance() throws Exception {
        try (var gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off")); var socket = gateway.connect()) {
            gateway.get("/");
            long before = deadlines();
            socket.getOutputStream().write(
                CableTest.handshake(gateway.authority(), "").getBytes(StandardCharsets.ISO_8859_1));
            gateway.get("/");
            new FakeInstance(gateway, "one").announces(0, true);
            assertTrue(TestGateway.readHead(socket.getInputStream()).startsWith("HTTP/1.1 101 "));
            assertEquals(before - 1, deadlines(), "its connection had one that was of no request yet");
        }
    }

    private static long deadlines() throws Exception {
        return LiveObjects.count(name -> name.endsWith(".Deadlines$Deadline"));
    }

    private static Socket open(CableClient client) throws Exception {
        var socket = client.hasty();
        var head = TestGateway.readHead(socket.getInputStream());
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        return socket;
    }

    private static long ofVertx() throws Exception {
        return LiveObjects.count(name -> OF_VERTX.contains(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static long passed() throws Exception {
        return LiveObjects.count(PassedSocket.class.getName()::equals);
    }
}
