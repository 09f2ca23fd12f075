package io.nullroom.signaling;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** The frames that a server sends, each a whole message and not masked (RFC 6455, 5.2). */
final class SocketFrames {
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int MOST_SHORT = 125;
    private static final int MOST_MEDIUM = 0xffff;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;
    private static final int MOST_HEADER = 10;
    /** One for all: nothing is in it. */
    private static final ByteBuf EMPTY_PING = Unpooled.unreleasableBuffer(
        Unpooled.directBuffer(Short.BYTES).writeByte(PING).writeByte(0).asReadOnly());

    private SocketFrames() {
    }

    /** A message. */
    static ByteBuf text(ByteBufAllocator memory, String text) {
        // Faster than letter by letter into the frame: most texts are ASCII, which Java copies as it is.
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return header(memory, TEXT, bytes.length).writeBytes(bytes);
    }

    /** The end, with a code and a reason of at most 123 letters (7.4). */
    static ByteBuf close(ByteBufAllocator memory, int code, String reason) {
        var frame = header(memory, CLOSE, Short.BYTES + reason.length()).writeShort(code);
        frame.writeCharSequence(reason, StandardCharsets.US_ASCII);
        return frame;
    }

    /** The end, without a word. */
    static ByteBuf close(ByteBufAllocator memory) {
        return header(memory, CLOSE, 0);
    }

    /** A question for a sign of life. */
    static ByteBuf ping() {
        return EMPTY_PING.duplicate();
    }

    /** The answer to a ping, or what nobody has asked for; of at most 125 bytes (5.5). */
    static ByteBuf pong(ByteBufAllocator memory, ByteBuf content) {
        return header(memory, PONG, content.readableBytes()).writeBytes(content);
    }

    private static ByteBuf header(ByteBufAllocator memory, int opcode, int length) {
        var frame = memory.directBuffer(MOST_HEADER + length).writeByte(opcode);
        if (length <= MOST_SHORT) {
            return frame.writeByte(length);
        }
        return length <= MOST_MEDIUM ? frame.writeByte(MEDIUM).writeShort(length)
            : frame.writeByte(LONG).writeLong(length);
    }
}
