package io.nullroom.peer;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Puts one file together again; hands nothing on before its last chunk has opened (T3). */
final class FileReader {
    private final FileFrame frame;
    private final long size;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean over;

    /** Of the transfer {@code id} of so many bytes, under its file key. */
    FileReader(byte[] id, byte[] key, long size) {
        frame = new FileFrame(id, key);
        this.size = size;
    }

    /** Bytes that were offered. */
    long size() {
        return size;
    }

    /** Bytes that have come and were verified. */
    long received() {
        return bytes.size();
    }

    /** Whether all of them have. */
    boolean isWhole() {
        return received() == size;
    }

    /**
     * Takes the next chunk; gives the file when it was the last. After that, or a refusal, every chunk is refused.
     *
     * @throws Refused with {@code broken}, which cancels the transfer and not the session (T3)
     */
    Optional<byte[]> take(byte[] chunk) {
        if (over) {
            throw Refused.broken("a chunk of a transfer that is over");
        }
        over = true;
        var part = frame.open(chunk).orElseThrow(() -> Refused.broken("a chunk that does not open in its place"));
        bytes.writeBytes(part);
        boolean last = FileFrame.isLast(chunk);
        if (bytes.size() > size || last != (bytes.size() == size) || part.length == 0 && size > 0) {
            throw Refused.broken("not the bytes that were offered");
        }
        over = last;
        return last ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }
}
