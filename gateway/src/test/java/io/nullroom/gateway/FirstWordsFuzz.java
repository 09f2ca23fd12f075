package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client says first is kept as it came, and means the same in pieces of any size. */
class FirstWordsFuzz {
    private static final String ROOM = "{\"room_id\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\"}";

    static Stream<byte[]> streams() {
        return Stream.of(CableClient.text(ROOM), CableClient.text("hello"),
                FramesTest.frame(0x89, true, 2).appendBytes(CableClient.text(ROOM)).getBytes(),
                FramesTest.frame(0x88, true, 0).getBytes())
            .flatMap(stream -> Stream.of(1, 9).map(piece ->
                Buffer.buffer().appendByte(piece.byteValue()).appendBytes(stream).getBytes()));
    }

    /** The first byte says how long the pieces are. */
    @MethodSource("streams")
    @FuzzTest
    void whateverComesFirstMeansTheSameInPieces(byte[] sent) {
        EventLoop.isSoonFreeOf(() -> {
            var all = Buffer.buffer(Arrays.copyOfRange(sent, Math.min(1, sent.length), sent.length));
            int piece = sent.length == 0 ? 1 : 1 + Byte.toUnsignedInt(sent[0]);
            var words = new FirstWords();
            int came = 0;
            while (came < all.length() && !words.isDecided()) {
                int end = Math.min(all.length(), came + piece);
                words.hear(all.getBuffer(came, end));
                came = end;
            }
            assertTrue(words.isDecided() || came < FirstWords.MOST);
            var once = new FirstWords();
            once.hear(all.getBuffer(0, came));
            assertEquals(once.isDecided(), words.isDecided());
            assertEquals(once.room(), words.room());
            assertEquals(all.getBuffer(0, came), words.take());
        });
    }
}
