package io.nullroom.peer;

import java.util.Arrays;

/** A file on its way out, and how far it is ahead of its reader (T2, T5). */
final class Outgoing {
    private final FileWriter writer;
    private final String name;
    private final byte[] bytes;
    private int sent;
    private long writtenAway;
    private boolean whole;

    /** Nothing of it was sent yet. */
    Outgoing(FileWriter writer, String name, byte[] bytes) {
        this.writer = writer;
        this.name = name;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    /** Whether its last chunk was sent. */
    boolean isWhole() {
        return whole;
    }

    /** Bytes that were sent and not said to be written away. */
    long ahead() {
        return sent - writtenAway;
    }

    /**
     * The other one has written that much away; a count that does not rise is passed over.
     *
     * @throws Refused with {@code broken} when the file has not as many
     */
    void progress(long count) {
        if (count > bytes.length) {
            throw Refused.broken("more bytes than the file has");
        }
        writtenAway = Math.max(writtenAway, Math.min(count, sent));
    }

    /** The next chunk. */
    byte[] next() {
        var piece = Arrays.copyOfRange(bytes, sent, Math.min(bytes.length, sent + FileFrame.MOST_BYTES));
        sent += piece.length;
        whole = sent == bytes.length;
        return writer.seal(piece, whole);
    }
}
