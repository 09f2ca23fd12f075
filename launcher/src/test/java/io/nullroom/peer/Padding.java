package io.nullroom.peer;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Hides how long a text is, but for its size class (F3). */
final class Padding {
    private static final int LEAST = 256;

    private Padding() {
    }

    /** The text behind its length, and zeros. */
    static byte[] pad(byte[] text) {
        return Arrays.copyOf(Layout.join(Layout.u32(text.length), text), length(text.length));
    }

    /**
     * The text of what was padded.
     *
     * @throws Refused with {@code broken} when it was not padded as F3 says
     */
    static byte[] unpad(byte[] padded) {
        if (padded.length < LEAST) {
            throw Refused.broken("too short to be padded");
        }
        int length = ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > padded.length - Integer.BYTES || padded.length != length(length)) {
            throw Refused.broken("a length that does not fit");
        }
        int end = Integer.BYTES + length;
        for (int at = end; at < padded.length; at++) {
            if (padded[at] != 0) {
                throw Refused.broken("padding that is not zero");
            }
        }
        return Arrays.copyOfRange(padded, Integer.BYTES, end);
    }

    /** Bytes of the padded form of a text of so many bytes. */
    static int length(int text) {
        return Math.max(LEAST, padme(Integer.BYTES + text));
    }

    private static int padme(int length) {
        int exponent = floorLog2(length);
        int unit = 1 << exponent - (floorLog2(exponent) + 1);
        return (length + unit - 1) / unit * unit;
    }

    private static int floorLog2(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    }
}
