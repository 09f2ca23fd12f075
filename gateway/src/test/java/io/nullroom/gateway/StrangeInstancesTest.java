package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.TrunkHandshake;
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
    private static final String YES = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ";
    private static final String TRUNK = YES + TrunkHandshake.PROTOCOL + "\r\n\r\n";
    /** A frame of settings without any, and the one that says that it was read (RFC 9113, 6.5). */
    private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";
    private static final String READ = "\0\0\0\4\1\0\0\0\0";
    /** One whose length is none of a frame of settings (6.5). */
    private static final String BROKEN = "\0\0\1\4\0\0\0\0\0\1";

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
    void whatComesTogetherWithTheAnswerIsRead() throws Exception {
        var said = answers(TRUNK + SETTINGS, READ);
        client.comes().says("hello");
        assertTrue(said.get(20, TimeUnit.SECONDS).contains(READ));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2p1\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "\r\n\r\n\r\n\r\n", "",
        "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n", YES + "websocket\r\n\r\n", TRUNK,
        TRUNK + "SSH-2.0-OpenSSH_9.2p1\r\n", TRUNK + SETTINGS + BROKEN})
    void whereAnInstanceSpeaksNothingThatIsAnAnswerTheNextOneIsTried(String words) throws Exception {
        var next = new FakeInstance(gateway, "next").announces(100, true);
        var said = answers(words, "nothing that ends it");
        var visitor = client.comes().says("hello");
        assertEquals("hello", visitor.heard().poll(10, TimeUnit.SECONDS));
        assertEquals(1, next.asked.size());
        assertTrue(said.get(20, TimeUnit.SECONDS).startsWith("GET /trunk HTTP/1.1\r\n"));
    }

    private void announce() {
        gateway.bus.publish(AnnounceInstance.ADDRESS,
            new AnnounceInstance("strange", "127.0.0.1", strange.getLocalPort(), 0, true));
    }

    /** Answers the first request so, and says nothing more; what it then hears, to the end or to what ends it. */
    private CompletableFuture<String> answers(String words, String end) {
        return CompletableFuture.supplyAsync(() -> {
            try (var asked = strange.accept()) {
                var heard = new StringBuilder(TestGateway.readHead(asked.getInputStream()));
                asked.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
                if (!words.startsWith("HTTP/1.1 1")) {
                    asked.shutdownOutput();
                }
                for (int next = 0; next >= 0 && heard.indexOf(end) < 0; ) {
                    next = asked.getInputStream().read();
                    heard.append((char) next);
                }
                return heard.toString();
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        });
    }
}
