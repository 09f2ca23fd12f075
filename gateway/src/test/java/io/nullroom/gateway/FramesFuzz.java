package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nullroom.contracts.Standing;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes on a socket that is passed on goes on as it came, in pieces of any size; what is kept is bounded. */
class FramesFuzz {
    private static final int MOST_PAYLOAD = 65_536;

    static Stream<byte[]> streams() {
        return Stream.of(Buffer.buffer(), FramesTest.frame(0x81, true, 5), FramesTest.frame(0x01, true, 300)
                .appendBuffer(FramesTest.frame(0x89, true, 2)).appendBuffer(FramesTest.frame(0x80, true, 70_000)),
            FramesTest.frame(0x88, false, 2).appendBuffer(FramesTest.frame(0xf1, true, 1)))
            .flatMap(stream -> Stream.of(1, 7, 255).map(piece ->
                Buffer.buffer().appendByte(piece.byteValue()).appendBuffer(stream).getBytes()));
    }

    /** The first byte says how long the pieces are. */
    @MethodSource("streams")
    @FuzzTest
    void whateverComesGoesOnAsItCame(byte[] sent) {
        EventLoop.isSoonFreeOf(() -> {
            var total = new Memory.Total(MOST_PAYLOAD);
            var memory = new Memory(total);
            memory.stands(Standing.WELCOMED);
            var frames = new Frames(MOST_PAYLOAD);
            var passed = Buffer.buffer();
            int came = Math.max(0, sent.length - 1);
            int piece = sent.length == 0 ? 1 : 1 + Byte.toUnsignedInt(sent[0]);
            for (int at = 1; at < sent.length && !frames.isLost(); at += piece) {
                var bytes = Buffer.buffer(Arrays.copyOfRange(sent, at, Math.min(sent.length, at + piece)));
                for (var frame : frames.take(bytes)) {
                    passed.appendBuffer(frame.bytes());
                    memory.hear(frame);
                }
            }
            passed.appendBuffer(frames.giveUp());
            assertEquals(Buffer.buffer(sent).slice(sent.length - came, sent.length - came + passed.length()), passed);
            assertTrue(frames.isLost() || passed.length() == came);
            assertTrue(total.bytes() <= Memory.MOST + MOST_PAYLOAD, total.bytes() + " bytes");
            memory.forget();
            assertEquals(0, total.bytes());
        });
    }
}
