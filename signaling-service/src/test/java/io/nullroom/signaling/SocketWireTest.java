package io.nullroom.signaling;

import static io.nullroom.signaling.LoneInstance.assertRefused;
import static io.nullroom.signaling.LoneInstance.subscribe;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.JoinRoom;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A socket is one by RFC 6455, whatever bytes a client sends and in whatever pieces. */
class SocketWireTest {
    @RegisterExtension
    private final LoneInstance instance = new LoneInstance();

    /** The second half of a message would be read even then, and whatever comes between. */
    @Test
    void whoWaitsForAPlaceIsReadNoFurtherAlsoWithinAMessage() throws Exception {
        instance.bus.answer(JoinRoom.ADDRESS, question -> Promise.<JoinRoom.Reply>promise().future())
            .await(10, TimeUnit.SECONDS);
        var pings = times(1000, RawSocket.frame(RawSocket.LAST | RawSocket.PING, new byte[125]));
        try (var client = instance.open()) {
            client.send(RawSocket.LAST | RawSocket.TEXT, subscribe(UUID.randomUUID().toString()))
                .send(RawSocket.TEXT, "{");
            var flood = CompletableFuture.runAsync(() -> {
                for (int time = 0; time < 500; time++) {
                    client.writeUnchecked(pings);
                }
            }, task -> new Thread(task).start());
            assertThrows(TimeoutException.class, () -> flood.get(1, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 1000, 60_000})
    void aMessageOfAnyLengthIsHeardWhole(int length) throws IOException {
        try (var client = instance.open()) {
            client.send(RawSocket.LAST | RawSocket.TEXT, new JsonObject(subscribe("é€😀"))
                .put("filling", "é€😀".repeat(length / 9)).encode());
            assertRefused("é€😀", client.read());
        }
    }

    @Test
    void bytesMayComeOneByOne() throws IOException {
        try (var client = instance.open()) {
            for (byte one : RawSocket.frame(RawSocket.LAST | RawSocket.TEXT, subscribe("drops").getBytes())) {
                client.write(new byte[] {one});
            }
            assertRefused("drops", client.read());
        }
    }

    @Test
    void aMessageMayComeInFragmentsWithPingsBetweenThem() throws IOException {
        var text = subscribe("é€😀").getBytes(StandardCharsets.UTF_8);
        try (var client = instance.open()) {
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

    /** It is what a lenient decoder would make of bytes that are none. */
    @Test
    void theReplacementCharacterIsALetterLikeOthers() throws IOException {
        try (var client = instance.open()) {
            client.send(RawSocket.LAST | RawSocket.TEXT, subscribe("\ufffd"));
            assertRefused("\ufffd", client.read());
        }
    }

    @Test
    void aPongThatNobodyAskedForIsNoMatter() throws IOException {
        try (var client = instance.open()) {
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
            clients.put(instance.open().write(ending.bytes()), ending);
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
            Ending.of("reserved bit", 1002, 0x40 | text, 'a'),
            Ending.of("reserved opcode", 1002, RawSocket.LAST | 0x3, 'a'),
            Ending.of("reserved control opcode", 1002, RawSocket.LAST | 0xb, 'a'),
            new Ending("not masked", 1002, new byte[] {(byte) text, 1, 'a'}),
            new Ending("long ping", 1002, RawSocket.frame(RawSocket.LAST | RawSocket.PING, new byte[126])),
            Ending.of("ping in fragments", 1002, RawSocket.PING, 'a'),
            Ending.of("end of nothing", 1002, RawSocket.LAST, 'a'),
            Ending.of("middle of nothing", 1002, RawSocket.CONTINUATION, 'a'),
            new Ending("two beginnings", 1002, times(2, RawSocket.frame(RawSocket.TEXT, new byte[1]))),
            Ending.of("half a close code", 1002, close, 3),
            Ending.of("a close code that nobody sends", 1002, close, 3, 0xed),
            Ending.of("a close for no UTF-8", 1007, close, 3, 0xe8, 0xff),
            Ending.of("no UTF-8", 1007, text, 0xff),
            new Ending("no UTF-8 in a command", 1007,
                RawSocket.frame(text, subscribe("ÿ").getBytes(StandardCharsets.ISO_8859_1))),
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
        try (var client = instance.open()) {
            client.send(RawSocket.LAST | RawSocket.CLOSE, new byte[] {(byte) (code >> 8), (byte) code, 'o', 'k'});
            assertEquals(code, client.read().code());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void aCloseWithoutACodeIsAnsweredWithoutOneAndNothingAfterItIsHeard() throws IOException {
        try (var client = instance.open()) {
            client.send(RawSocket.LAST | RawSocket.CLOSE, "")
                .send(RawSocket.LAST | RawSocket.TEXT, subscribe("late"));
            assertEquals(1005, client.read(RawSocket.CLOSE).code());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void whoPingsAndReadsNothingIsNotAnsweredForEver() throws IOException {
        var pings = times(1000, RawSocket.frame(RawSocket.LAST | RawSocket.PING, new byte[125]));
        int times = 200;
        try (var client = instance.open()) {
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
}
