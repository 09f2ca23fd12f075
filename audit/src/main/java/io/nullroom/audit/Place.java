package io.nullroom.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Somewhere a trace could be. */
public sealed interface Place permits Heap, Page, Redis, Tree {

    /** What it is called in a report. */
    String name();

    /**
     * Shows everything in it.
     *
     * @throws IOException where any of it cannot be read, with a sentence that says what
     */
    void show(Scan scan) throws IOException;

    /** A file or a folder with all that is in it, names included; what ends in {@code .gz} also unpacked. */
    static Place files(Path path) {
        return new Tree(path);
    }

    /** The heap of a JVM of the same user on this machine, after a collection. */
    static Place heap(long pid) {
        return new Heap(pid);
    }

    /** Everything that a Redis tells. */
    static Place redis(String url) {
        return new Redis(url);
    }

    /** What a server answers to a GET, its headers included; {@code name} stands for the URL in reports. */
    static Place page(String name, URI url, String accept) {
        return new Page(name, url, accept);
    }
}
