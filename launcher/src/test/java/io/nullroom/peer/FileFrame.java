package io.nullroom.peer;

import java.util.Arrays;
import java.util.Optional;

/** The place of the next chunk of one transfer (T1). */
final class FileFrame {
    /** Bytes of a transfer's id. */
    static final int ID_BYTES = 16;
    /** Bytes before the ciphertext. */
    static final int HEADER_BYTES = 2 + ID_BYTES;
    /** Bytes of a file that fit into one chunk (F5). */
    static final int MOST_BYTES = TextFrames.LONGEST - HEADER_BYTES - Aead.TAG;

    private static final byte VERSION = 2;
    private static final byte LAST = 1;

    private final byte[] id;
    private final byte[] key;
    private long count;

    /** The first chunk's. */
    FileFrame(byte[] id, byte[] key) {
        this.id = id.clone();
        this.key = key.clone();
    }

    /** Which transfer a chunk claims to be of; empty where it is too short to be one. */
    static Optional<byte[]> claimedId(byte[] chunk) {
        return chunk.length < HEADER_BYTES + Aead.TAG ? Optional.empty()
            : Optional.of(Arrays.copyOfRange(chunk, 2, HEADER_BYTES));
    }

    /** Whether a chunk that opened was the last. */
    static boolean isLast(byte[] chunk) {
        return chunk[1] == LAST;
    }

    /** Seals the next chunk. */
    byte[] seal(byte[] bytes, boolean last) {
        var header = Layout.join(new byte[] {VERSION, last ? LAST : 0}, id);
        return Layout.join(header, Aead.seal(key, nonce(header[1]), header, bytes));
    }

    /** Opens it; empty when it is not the next chunk. */
    Optional<byte[]> open(byte[] chunk) {
        if (claimedId(chunk).filter(claimed -> Arrays.equals(claimed, id)).isEmpty()
            || chunk[0] != VERSION || chunk[1] != LAST && chunk[1] != 0) {
            return Optional.empty();
        }
        return Aead.open(key, nonce(chunk[1]), Arrays.copyOf(chunk, HEADER_BYTES),
            Arrays.copyOfRange(chunk, HEADER_BYTES, chunk.length));
    }

    private byte[] nonce(byte flags) {
        return Layout.join(new byte[3], Layout.u64(count++), new byte[] {flags});
    }
}
