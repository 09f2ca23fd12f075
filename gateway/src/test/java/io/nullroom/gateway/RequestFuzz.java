package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends to the public port, the gateway answers as it should, or closes, and goes on. */
class RequestFuzz {
    private static final Pattern HEADER = Pattern.compile("(?m)^([A-Za-z0-9-]+): [^\r\n]*\r$");
    /** The version is the request's, whatever that says. */
    private static final Pattern ANSWER = Pattern.compile("(?s)\\S+ [1-5]\\d\\d .*");
    private static final Set<String> SENT = Set.of(
        "accept-ranges", "allow", "cache-control", "connection", "content-encoding", "content-length",
        "content-security-policy", "content-type", "cross-origin-embedder-policy", "cross-origin-opener-policy",
        "cross-origin-resource-policy", "etag", "permissions-policy", "referrer-policy", "retry-after",
        "strict-transport-security", "upgrade", "vary", "x-content-type-options", "x-frame-options");
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private static final Queue<Throwable> ESCAPED = new ConcurrentLinkedQueue<>();

    private static TestGateway gateway;
    private static List<Thread> loops;

    static Stream<byte[]> requests() {
        return Stream.of(
            "GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nIf-None-Match: \"x\"\r\n\r\n",
            "HEAD /rooms/0f8fad5b-d9cb-469f-a165-70867728950e?a=b HTTP/1.1\r\nHost: a:80\r\nAccept: text/html\r\n\r\n",
            "GET /assets/js/long.js HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
            "POST /rooms HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            "POST /handshakes/" + "0a".repeat(32) + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "e;x=y\r\n{\"blob\":\"QUE\"}\r\n0\r\nT: x\r\n\r\n",
            "GET /cable HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: http://a\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
            "GET /%2e%2e//up HTTP/1.1\r\nHost: [::1]\r\nX-Forwarded-For: 10.0.0.1, [::2]:7\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off", "NULLROOM_TRUSTED_PROXIES", "127.0.0.0/8"));
        gateway.vertx.exceptionHandler(ESCAPED::add);
        loops = Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("vert.x-eventloop")).toList();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @MethodSource("requests")
    @FuzzTest
    void whateverIsSentIsAnsweredAsItShouldBe(byte[] sent) {
        BugDetectors.allowNetworkConnections((host, port) -> port == gateway.port());
        EventLoop.areSoonFreeOf(loops, () -> {
            gateway.services.repair();
            check(exchange(sent));
        });
        assertTrue(ESCAPED.isEmpty(), ESCAPED::toString);
    }

    private static void check(String answer) {
        assertTrue(answer.isEmpty() || ANSWER.matcher(answer).matches(), answer);
        assertFalse(answer.contains(" 500 Internal Server Error"), answer);
        var head = answer.split("\r\n\r\n", 2)[0] + "\r\n";
        var names = HEADER.matcher(head).results().map(header -> header.group(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
        assertTrue(SENT.containsAll(names), names::toString);
    }

    /** Sends all of it and what ends it, and reads until the gateway closes. */
    private static String exchange(byte[] sent) {
        try (var socket = new Socket()) {
            // Closed connections keep their ports for a minute: so many of them take many addresses.
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(
                new byte[] {127, 1, 0, (byte) (1 + CLIENTS.incrementAndGet() % 200)}), 0));
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            return TestGateway.readAll(socket.getInputStream());
        } catch (SocketException closedBeforeItWasRead) {
            return "";
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
