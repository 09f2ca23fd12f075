package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where frames begin and end (RFC 6455, 5.2), whatever pieces they come in. */
class FramesTest {
    private static final List<Integer> LENGTHS = List.of(0, 1, 125, 126, 127, 65_535, 65_536, 131_072);

    private final Frames frames = new Frames(131_072);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000, 1_000_000})
    void framesOfEachLengthAreFoundInPiecesOfAnySize(int piece) {
        var all = Buffer.buffer();
        Stream.of(false, true)
            .forEach(masked -> LENGTHS.forEach(length -> all.appendBuffer(frame(0x81, masked, length))));
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at < all.length(); at += piece) {
            frames.take(all.getBuffer(at, Math.min(all.length(), at + piece)))
                .forEach(frame -> found.add(frame.content().length));
        }
        assertEquals(Stream.concat(LENGTHS.stream(), LENGTHS.stream()).toList(), found);
        assertEquals(0, frames.begun());
        assertFalse(frames.isLost());
    }

    @Test
    void whatWasFoundIsWhatCame() {
        var random = new Random(7);
        var all = Buffer.buffer();
        for (int count = 0; count < 200; count++) {
            all.appendBuffer(frame(0x80 | random.nextInt(11), random.nextBoolean(), random.nextInt(400)));
        }
        var again = Buffer.buffer();
        for (int at = 0; at < all.length();) {
            int end = Math.min(all.length(), at + 1 + random.nextInt(600));
            frames.take(all.getBuffer(at, end)).forEach(frame -> again.appendBuffer(frame.bytes()));
            at = end;
        }
        assertEquals(all, again.appendBuffer(frames.giveUp()));
    }

    @Test
    void theKindOfAFrameIsKnown() {
        var fragment = frames.take(frame(0x01, true, 3)).get(0);
        assertFalse(fragment.last() || fragment.isControl());
        assertTrue(frames.take(frame(0x80, true, 3)).get(0).last());
        var close = frames.take(frame(0x88, true, 2)).get(0);
        assertTrue(close.isClose() && close.isControl() && !close.isPong());
        var pong = frames.take(frame(0x8a, false, 5)).get(0);
        assertTrue(pong.isPong() && pong.isControl() && !pong.isClose());
        assertArrayEquals(new byte[] {120, 120, 120, 120, 120}, pong.content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1 85", "91 85", "81 ff 00 00 00 00 00 02 00 01", "81 ff ff ff ff ff ff ff ff ff",
        "81 ff 80 00 00 00 00 00 00 00", "81 7f 00 00 00 01 00 00 00 00"})
    void whatNoCableTakesIsLost(String hex) {
        var whole = frame(0x81, true, 10);
        var bad = Buffer.buffer();
        for (var octet : hex.split(" ")) {
            bad.appendByte((byte) Integer.parseInt(octet, 16));
        }
        assertEquals(1, frames.take(whole.copy().appendBuffer(bad)).size());
        assertTrue(frames.isLost());
        assertEquals(bad, frames.giveUp());
    }

    static Buffer frame(int first, boolean masked, int length) {
        return frame(first, masked, "x".repeat(length));
    }

    /** A frame as clients send it, masked by zeros, or as servers do. */
    static Buffer frame(int first, boolean masked, String payload) {
        int mask = masked ? 0x80 : 0;
        var bytes = Buffer.buffer().appendByte((byte) first);
        int length = payload.length();
        if (length < 126) {
            bytes.appendByte((byte) (mask | length));
        } else if (length < 65_536) {
            bytes.appendByte((byte) (mask | 126)).appendUnsignedShort(length);
        } else {
            bytes.appendByte((byte) (mask | 127)).appendLong(length);
        }
        return (masked ? bytes.appendInt(0) : bytes).appendString(payload);
    }
}
