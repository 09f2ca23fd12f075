package io.nullroom.bench;

/** A server that does not keep the wire contract; a figure of it would mean nothing. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String sentence) {
        super(sentence);
    }

    /** Throws unless it holds. */
    static void unless(boolean holds, String sentence) {
        if (!holds) {
            throw new Violation(sentence);
        }
    }
}
