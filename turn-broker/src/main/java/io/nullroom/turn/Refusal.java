package io.nullroom.turn;

/** Why a provider's answer is of no use, in words that are safe for the log: nothing of the answer itself. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The refusal with its reason. */
    Refusal(String reason) {
        super(reason, null, false, false);
    }
}
