package io.nullroom.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the frames of a WebSocket begin and end (RFC 6455, 5.2), in whatever pieces its bytes come; it looks at
 * nothing that is in them.
 */
final class Frames {
    private static final int LAST = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int MASK_BYTES = 4;

    private final int mostPayload;
    private Buffer rest = Buffer.buffer();
    private boolean lost;

    /** Of a stream in which no payload is longer, in bytes, if all is well. */
    Frames(int mostPayload) {
        this.mostPayload = mostPayload;
    }

    /**
     * A whole frame.
     *
     * @param opcode what it is
     * @param last whether a message ends with it
     * @param bytes all of it
     * @param payload where in these its payload begins
     */
    record Frame(int opcode, boolean last, Buffer bytes, int payload) {
        private static final int CONTROL = 0x8;
        private static final int CLOSE = 0x8;
        private static final int PONG = 0xa;

        /** Whether it is no part of a message. */
        boolean isControl() {
            return (opcode & CONTROL) != 0;
        }

        boolean isClose() {
            return opcode == CLOSE;
        }

        boolean isPong() {
            return opcode == PONG;
        }

        /** The payload; as it was sent only where it is not masked. */
        byte[] content() {
            return bytes.getBytes(payload, bytes.length());
        }

        /** The payload as its sender meant it (RFC 6455, 5.3), each byte as a character. */
        String text() {
            var content = content();
            if ((bytes.getByte(1) & MASKED) != 0) {
                for (int at = 0; at < content.length; at++) {
                    content[at] ^= bytes.getByte(payload - MASK_BYTES + at % MASK_BYTES);
                }
            }
            return new String(content, StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return "Frame[hidden]";
        }
    }

    /** The frames that are whole with these bytes. */
    List<Frame> take(Buffer bytes) {
        var all = rest.length() == 0 ? bytes : rest.appendBuffer(bytes);
        List<Frame> whole = new ArrayList<>();
        int from = 0;
        for (int end = end(all, from); end >= 0 && end <= all.length(); end = end(all, from)) {
            whole.add(frame(all, from, end));
            from = end;
        }
        if (from > 0 || rest.length() == 0) {
            // A copy, since what is left is small and what it was part of may be large. Else it has been added to.
            rest = all.getBuffer(from, all.length());
        }
        return whole;
    }

    /** Whether something came that is no frame of the cable, so that nobody knows where the next one begins. */
    boolean isLost() {
        return lost;
    }

    /** In bytes: what came after the last whole frame. */
    int begun() {
        return rest.length();
    }

    /** What came after the last whole frame, for who looks for no more of them. */
    Buffer giveUp() {
        lost = true;
        var begun = rest;
        rest = Buffer.buffer();
        return begun;
    }

    private static Frame frame(Buffer all, int from, int end) {
        int first = all.getUnsignedByte(from);
        return new Frame(first & OPCODE, (first & LAST) != 0, all.slice(from, end), header(all, from));
    }

    /** Where the frame ends that begins at {@code from}; less than zero where nobody knows. */
    private int end(Buffer all, int from) {
        int there = all.length() - from;
        if (lost || there < 2 || there < 2 + lengthBytes(all, from)) {
            return -1;
        }
        long payload = payload(all, from);
        lost = (all.getUnsignedByte(from) & RESERVED) != 0 || payload < 0 || payload > mostPayload;
        return lost ? -1 : from + header(all, from) + (int) payload;
    }

    private static int header(Buffer all, int from) {
        return 2 + lengthBytes(all, from) + ((all.getUnsignedByte(from + 1) & MASKED) == 0 ? 0 : MASK_BYTES);
    }

    /** How many bytes the length takes that do not fit into the first two. */
    private static int lengthBytes(Buffer all, int from) {
        int length = all.getUnsignedByte(from + 1) & LENGTH;
        return length == SHORT_LENGTH ? Short.BYTES : length == LONG_LENGTH ? Long.BYTES : 0;
    }

    private static long payload(Buffer all, int from) {
        int length = all.getUnsignedByte(from + 1) & LENGTH;
        return length == SHORT_LENGTH ? all.getUnsignedShort(from + 2)
            : length == LONG_LENGTH ? all.getLong(from + 2) : length;
    }
}
