package io.nullroom.peer;

/** Cuts one file into sealed chunks (T1, T2). */
final class FileWriter {
    private final FileFrame frame;

    /** Of the transfer {@code id} under its file key. */
    FileWriter(byte[] id, byte[] key) {
        frame = new FileFrame(id, key);
    }

    /** The next chunk. */
    byte[] seal(byte[] bytes, boolean last) {
        if (bytes.length > FileFrame.MOST_BYTES) {
            throw new IllegalArgumentException("a chunk longer than a message may be");
        }
        return frame.seal(bytes, last);
    }
}
