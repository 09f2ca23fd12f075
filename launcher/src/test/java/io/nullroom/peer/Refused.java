package io.nullroom.peer;

/** Something that a reader must not take; the session ends with the reason. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What it ends with, and a word for whoever reads a failed test. */
    Refused(Reason reason, String why) {
        super(reason.word() + ": " + why);
        this.reason = reason;
    }

    /** A breach of the protocol by the other one. */
    static Refused broken(String why) {
        return new Refused(Reason.BROKEN, why);
    }

    /** What the session ends with. */
    Reason reason() {
        return reason;
    }
}
