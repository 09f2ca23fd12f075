package io.nullroom.audit;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A log, which has to grow while people talk: each request is a line in it.
 *
 * @param file where it is
 * @param before how long it was when the search began
 */
record Log(Path file, long before) implements Place {

    static Log from(Path file) {
        return new Log(file, file.toFile().length());
    }

    @Override
    public String name() {
        return "log " + file;
    }

    @Override
    public void show(Scan scan) throws IOException {
        new Tree(file).show(scan);
        if (file.toFile().length() == before) {
            throw new IOException("nothing was written to it while people talked, so it is not this server's");
        }
    }
}
