package io.nullroom.peer;

import java.util.Optional;

/** A file on its way in, and how far its writer was told that it is (T3, T5). */
final class Incoming {
    private static final long STEP_BYTES = 2 * 1024 * 1024;

    private final FileReader reader;
    private final String name;
    private long told;

    /** Nothing of it has come yet. */
    Incoming(FileReader reader, String name) {
        this.reader = reader;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** How many bytes were offered. */
    long size() {
        return reader.size();
    }

    /**
     * Takes the next chunk; gives the file when it was the last.
     *
     * @throws Refused with {@code broken}, which cancels the transfer and not the session
     */
    Optional<byte[]> take(byte[] chunk) {
        return reader.take(chunk);
    }

    /** How many bytes there are, when that has to be told. */
    Optional<Long> news() {
        if (!reader.isWhole() && reader.received() < told + STEP_BYTES) {
            return Optional.empty();
        }
        told = reader.received();
        return Optional.of(told);
    }
}
