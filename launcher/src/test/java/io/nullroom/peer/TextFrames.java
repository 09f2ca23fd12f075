package io.nullroom.peer;

import java.util.Arrays;

/** The text frames of one writer, in their order: seals them on one side, opens them on the other (F1 to F5). */
final class TextFrames {
    /** Bytes of the longest message of a channel (F5). */
    static final int LONGEST = 65_536;

    private static final byte[] HEADER = {2};

    private final Chain chain;
    private long count;
    private boolean broken;

    /** From the writer's first chain key. */
    TextFrames(byte[] first) {
        chain = new Chain(first);
    }

    /** The next frame. */
    byte[] seal(byte[] text) {
        var padded = Padding.pad(text);
        if (HEADER.length + padded.length + Aead.TAG > LONGEST) {
            throw new IllegalArgumentException("a frame longer than a message may be");
        }
        return Layout.join(HEADER, Aead.seal(chain.frameKey(), nonce(), HEADER, padded));
    }

    /**
     * The text of the next frame; after a refusal every frame is refused.
     *
     * @throws Refused with {@code broken} when it is not that frame (F4)
     */
    byte[] open(byte[] frame) {
        if (broken) {
            throw Refused.broken("a frame before was refused");
        }
        broken = true;
        if (frame.length > LONGEST || frame.length < HEADER.length || frame[0] != HEADER[0]) {
            throw Refused.broken("no text frame");
        }
        var box = Arrays.copyOfRange(frame, HEADER.length, frame.length);
        var text = Padding.unpad(Aead.open(chain.frameKey(), nonce(), HEADER, box)
            .orElseThrow(() -> Refused.broken("a frame that does not open in its place")));
        broken = false;
        return text;
    }

    /** Where the row stands; for the vectors alone. */
    byte[] chainKey() {
        return chain.chainKey();
    }

    private byte[] nonce() {
        return Layout.join(Layout.u32(0), Layout.u64(count++));
    }
}
