package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Environment;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A socket is one by RFC 6455, whatever bytes a client sends and in whatever pieces. */
class SocketWireTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final SignalingVerticle verticle = new SignalingVerticle(SignalingConfig.from(new Environment(Map.of(
        "NULLROOM_SIGNALING_PORT", "0", "NULLROOM_SIGNALING_HOST", "127.0.0.1"))), new Bus(vertx),
        Optional.of("127.0.0.1"), new SimpleMeterRegistry());

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void theHandshakeIsAnsweredAsTheRfcDoesIt() throws IOException {
        try (var client = connect()) {
            var head = client.write(RawSocket.request(KEY, VERSION
                + "Sec-WebSocket-Protocol: other, actioncable-v1-json\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate\r\n")).readHead().toLowerCase();
            assertTrue(head.startsWith("http/1.1 101 "), head);
            // RFC 6455, 1.3.
            assertTrue(head.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"), head);
            assertTrue(head.contains("sec-websocket-protocol: actioncable-v1-json\r\n"), head);
            assertFalse(head.contains("extensions"), head);
            assertEquals("{\"type\":\"welcome\"}", client.read().text());
        }
    }

    @Test
    void whoOffersNoSubprotocolGetsNone() throws IOException {
        try (var client = connect()) {
            var head = client.write(RawSocket.request(KEY, VERSION)).readHead().toLowerCase();
            assertFalse(head.contains("sec-websocket-protocol"), head);
        }
    }

    static Stream<Arguments> requestsThatAreNone() {
        return Stream.of(
            Arguments.of(426, RawSocket.request(KEY, "Sec-WebSocket-Version: 8\r\n")),
            Arguments.of(426, RawSocket.request(KEY, "")),
            Arguments.of(400, RawSocket.request("short", VERSION)),
            Arguments.of(400, RawSocket.request("", VERSION)),
            Arguments.of(400, RawSocket.request(KEY, VERSION + "Sec-WebSocket-Protocol: other\r\n")));
    }

    @ParameterizedTest
    @MethodSource("requestsThatAreNone")
    void aRequestThatIsNoneIsRefusedAndTheNextOneIsTaken(int status, String request) throws IOException {
        try (var client = connect()) {
            var head = client.write(request).readHead();
            assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
            assertEquals(status == 426, head.toLowerCase().contains("sec-websocket-version: 13\r\n"), head);
            // With the body of the refusal before it.
            assertTrue(client.write(RawSocket.request(KEY, VERSION)).readHead().contains("HTTP/1.1 101 "));
            assertEquals("{\"type\":\"welcome\"}", client.read().text());
        }
    }

    @Test
    void whatIsSentBeforeTheAnswerToTheHandshakeIsHeard() throws IOException {
        try (var client = connect()) {
            var all = new ByteArrayOutputStream();
            all.writeBytes(RawSocket.request(KEY, VERSION).getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(RawSocket.frame(RawSocket.LAST | RawSocket.TEXT, subscribe("early").getBytes()));
            client.write(all.toByteArray()).readHead();
            assertEquals("{\"type\":\"welcome\"}", client.read().text());
            assertRefused("early", client.read());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 1000, 60_000})
    void aMessageOfAnyLengthIsHeardWhole(int length) throws IOException {
        try (var client = open()) {
            client.send(RawSocket.LAST | RawSocket.TEXT, new JsonObject(subscribe("é€😀"))
                .put("filling", "é€😀".repeat(length / 9)).encode());
            assertRefused("é€😀", client.read());
        }
    }

    @Test
    void bytesMayComeOneByOne() throws IOException {
        try (var client = open()) {
            for (byte one : RawSocket.frame(RawSocket.LAST | RawSocket.TEXT, subscribe("drops").getBytes())) {
                client.write(new byte[] {one});
            }
            assertRefused("drops", client.read());
        }
    }

    @Test
    void aMessageMayComeInFragmentsWithPingsBetweenThem() throws IOException {
        var text = subscribe("é€😀").getBytes(StandardCharsets.UTF_8);
        try (var client = open()) {
            client.send(RawSocket.TEXT, new byte[0]);
            for (byte one : text) {
                client.send(RawSocket.CONTINUATION, new byte[] {one})
                    .send(RawSocket.LAST | RawSocket.PING, new byte[] {one});
            }
            client.send(RawSocket.LAST | RawSocket.CONTINUATION, new byte[0]);
            for (byte one : text) {
                assertArrayEquals(new byte[] {one}, client.read(RawSocket.PONG).payload());
            }
            assertRefused("é€😀", client.read());
        }
    }

    @Test
    void aPongThatNobodyAskedForIsNoMatter() throws IOException {
        try (var client = open()) {
            client.send(RawSocket.LAST | RawSocket.PONG, "as it likes")
                .send(RawSocket.LAST | RawSocket.TEXT, subscribe("after"));
            assertRefused("after", client.read());
        }
    }

    /** All at once, since the server waits for each to close its side, too. */
    @Test
    void whatIsNoFrameOfTheCableEndsTheSocketAndSaysWhy() throws IOException {
        var clients = new LinkedHashMap<RawSocket, Ending>();
        for (var ending : endings()) {
            clients.put(open().write(ending.bytes()), ending);
        }
        for (var client : clients.entrySet()) {
            try (var socket = client.getKey()) {
                var name = client.getValue().name();
                var reason = new JsonObject(socket.read(RawSocket.TEXT).text());
                assertEquals("disconnect", reason.getString("type"), name);
                assertEquals(client.getValue().code(), socket.read(RawSocket.CLOSE).code(), name);
                assertTrue(socket.isClosed(), name);
            }
        }
    }

    /** What ends a socket, and with what code. */
    private record Ending(String name, int code, byte[] bytes) {

        static Ending of(String name, int code, int head, int... payload) {
            var bytes = new byte[payload.length];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) payload[at];
            }
            return new Ending(name, code, RawSocket.frame(head, bytes));
        }
    }

    private static List<Ending> endings() {
        int text = RawSocket.LAST | RawSocket.TEXT;
        int close = RawSocket.LAST | RawSocket.CLOSE;
        return List.of(
            Ending.of("reserved bit", 1007, 0x40 | text, 'a'),
            Ending.of("reserved opcode", 1007, RawSocket.LAST | 0x3, 'a'),
            Ending.of("reserved control opcode", 1007, RawSocket.LAST | 0xb, 'a'),
            new Ending("not masked", 1007, new byte[] {(byte) text, 1, 'a'}),
            new Ending("long ping", 1007, RawSocket.frame(RawSocket.LAST | RawSocket.PING, new byte[126])),
            Ending.of("ping in fragments", 1007, RawSocket.PING, 'a'),
            Ending.of("end of nothing", 1007, RawSocket.LAST, 'a'),
            Ending.of("middle of nothing", 1007, RawSocket.CONTINUATION, 'a'),
            new Ending("two beginnings", 1007, times(2, RawSocket.frame(RawSocket.TEXT, new byte[1]))),
            Ending.of("half a close code", 1007, close, 3),
            Ending.of("a close code that nobody sends", 1007, close, 3, 0xed),
            Ending.of("a close for no UTF-8", 1007, close, 3, 0xe8, 0xff),
            Ending.of("no UTF-8", 1007, text, 0xff),
            Ending.of("half a letter", 1007, text, '"', 0xc3),
            Ending.of("a letter in too many bytes", 1007, text, '"', 0xc0, 0xaf),
            Ending.of("binary", 1003, RawSocket.LAST | RawSocket.BINARY, 'a'),
            new Ending("long frame", 1009, RawSocket.frame(text, new byte[131_073])),
            new Ending("endless frame", 1009, new byte[] {(byte) text, -1, 127, -1, -1, -1, -1, -1, -1, -1}),
            new Ending("long message", 1009, RawSocket.frame(text, new byte[65_537])),
            new Ending("many fragments", 1009, fragments()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void aCloseIsAnsweredWithItsCodeAndThenTheConnectionIsClosed(int code) throws IOException {
        try (var client = open()) {
            client.send(RawSocket.LAST | RawSocket.CLOSE, new byte[] {(byte) (code >> 8), (byte) code, 'o', 'k'});
            assertEquals(code, client.read().code());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void aCloseWithoutACodeIsAnsweredWithoutOneAndNothingAfterItIsHeard() throws IOException {
        try (var client = open()) {
            client.send(RawSocket.LAST | RawSocket.CLOSE, "").send(RawSocket.LAST | RawSocket.TEXT, subscribe("late"));
            assertEquals(1005, client.read(RawSocket.CLOSE).code());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void whoPingsAndReadsNothingIsNotAnsweredForEver() throws IOException {
        var pings = times(1000, RawSocket.frame(RawSocket.LAST | RawSocket.PING, new byte[125]));
        int times = 200;
        try (var client = open()) {
            for (int time = 0; time < times; time++) {
                client.write(pings);
            }
            client.send(RawSocket.LAST | RawSocket.CLOSE, "");
            int answers = 0;
            for (var frame = client.read(); frame.head() != (RawSocket.LAST | RawSocket.CLOSE); frame = client.read()) {
                answers++;
            }
            assertTrue(answers < times * 1000 / 2, answers + " pongs were kept for it");
        }
    }

    private static byte[] fragments() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(RawSocket.frame(RawSocket.TEXT, new byte[1000]));
        all.writeBytes(times(132, RawSocket.frame(RawSocket.CONTINUATION, new byte[1000])));
        return all.toByteArray();
    }

    private static byte[] times(int times, byte[] frame) {
        var all = new ByteArrayOutputStream();
        for (int count = 0; count < times; count++) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /** A subscribe to what is no room, so that the answer has the same name in it. */
    private static String subscribe(String name) {
        return new JsonObject().put("command", "subscribe").put("identifier", identifier(name)).encode();
    }

    private static void assertRefused(String name, RawSocket.Frame answer) {
        var said = new JsonObject(answer.text());
        assertEquals("reject_subscription", said.getString("type"));
        assertEquals(identifier(name), said.getString("identifier"));
    }

    private static String identifier(String name) {
        return new JsonObject().put("channel", "RoomsChannel").put("room_id", name).encode();
    }

    private RawSocket open() throws IOException {
        var client = connect().write(RawSocket.request(KEY, VERSION));
        client.readHead();
        assertEquals("{\"type\":\"welcome\"}", client.read().text());
        return client;
    }

    private RawSocket connect() throws IOException {
        return RawSocket.connect(verticle.port().orElseThrow());
    }
}
