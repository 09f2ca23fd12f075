package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.CableHandshake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever may answer where an instance was heard of. */
class StrangeInstancesTest {
    private static final String YES = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
        + "Upgrade: websocket\r\nSec-WebSocket-Accept: ";
    /** What another key is answered with (RFC 6455, 1.3). */
    private static final String OTHER = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"));
    private final CableClient client = new CableClient(gateway);
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
        var hello = CableClient.text("hello");
        // An instance masks nothing.
        var unmasked = new String(new byte[] {hello[0], 5}, StandardCharsets.ISO_8859_1) + "hello";
        var served = answers(key -> YES + CableHandshake.answer(key) + "\r\n\r\n" + unmasked);
        try (var visitor = client.hasty()) {
            assertTrue(TestGateway.readHead(visitor.getInputStream()).startsWith("HTTP/1.1 101 "));
            assertEquals(CableClient.WELCOME, CableClient.read(visitor));
            assertEquals("hello", CableClient.read(visitor));
        }
        served.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2p1\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "\r\n\r\n\r\n\r\n", "",
        "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n", YES + OTHER + "\r\n\r\n"})
    void whereAnInstanceSpeaksNothingThatIsAnAnswerTheNextOneIsTried(String words) throws Exception {
        var next = new FakeInstance(gateway, "next").announces(100, true);
        var served = answers(key -> words);
        var visitor = client.comes().says("hello");
        assertEquals("hello", visitor.heard().poll(10, TimeUnit.SECONDS));
        assertEquals(1, next.asked.size());
        served.get(20, TimeUnit.SECONDS);
    }

    private void announce() {
        gateway.bus.publish(AnnounceInstance.ADDRESS,
            new AnnounceInstance("strange", "127.0.0.1", strange.getLocalPort(), 0, true));
    }

    /** Answers one handshake by its key, says nothing more and waits for the gateway to close. */
    private CompletableFuture<Void> answers(UnaryOperator<String> wordsFor) {
        return CompletableFuture.runAsync(() -> {
            try (var asked = strange.accept()) {
                var head = TestGateway.readHead(asked.getInputStream());
                assertTrue(head.startsWith("GET /cable HTTP/1.1\r\n"));
                var words = wordsFor.apply(head.replaceFirst("(?si).*sec-websocket-key: (\\S+).*", "$1"));
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
