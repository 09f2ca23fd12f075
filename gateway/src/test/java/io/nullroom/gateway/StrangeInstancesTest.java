package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.AnnounceInstance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever may answer where an instance was heard of. */
class StrangeInstancesTest {
    private static final String YES = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
        + "Upgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"));
    private ServerSocket strange;

    @BeforeEach
    void listen() throws IOException {
        strange = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        gateway.vertx.setPeriodic(AnnounceInstance.PERIOD.toMillis(), beat -> announce());
        announce();
        gateway.get("/");
    }

    @AfterEach
    void stop() throws IOException {
        strange.close();
        gateway.close();
    }

    @Test
    void whatComesTogetherWithTheAnswerIsPassedOn() throws Exception {
        var hello = new byte[] {(byte) 0x81, 5, 'h', 'e', 'l', 'l', 'o'};
        var served = answers(YES + new String(hello, StandardCharsets.ISO_8859_1));
        try (var client = gateway.connect()) {
            client.getOutputStream().write(
                CableTest.handshake(gateway.authority(), "").getBytes(StandardCharsets.ISO_8859_1));
            assertTrue(TestGateway.readHead(client.getInputStream()).startsWith("HTTP/1.1 101 "));
            assertArrayEquals(hello, client.getInputStream().readNBytes(hello.length));
        }
        served.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2p1\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "\r\n\r\n\r\n\r\n", "",
        "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n"})
    void whereAnInstanceSpeaksNothingThatIsAnAnswerTheNextOneIsTried(String words) throws Exception {
        var next = new FakeInstance(gateway, "next").announces(100, true);
        var served = answers(words);
        try (var client = gateway.connect()) {
            client.getOutputStream().write(
                CableTest.handshake(gateway.authority(), "").getBytes(StandardCharsets.ISO_8859_1));
            assertTrue(TestGateway.readHead(client.getInputStream()).startsWith("HTTP/1.1 101 "));
            assertEquals(1, next.asked.size());
        }
        served.get(20, TimeUnit.SECONDS);
    }

    private void announce() {
        gateway.bus.publish(AnnounceInstance.ADDRESS,
            new AnnounceInstance("strange", "127.0.0.1", strange.getLocalPort(), 0, true));
    }

    /** Answers one handshake, says nothing more and waits for the gateway to close. */
    private CompletableFuture<Void> answers(String words) {
        return CompletableFuture.runAsync(() -> {
            try (var asked = strange.accept()) {
                assertTrue(TestGateway.readHead(asked.getInputStream()).startsWith("GET /cable HTTP/1.1\r\n"));
                asked.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
                if (!words.startsWith("HTTP/1.1 1")) {
                    asked.shutdownOutput();
                }
                asked.getInputStream().readAllBytes();
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        });
    }
}
