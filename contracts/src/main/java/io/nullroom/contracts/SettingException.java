package io.nullroom.contracts;

/** A setting that nothing can be started with; the message is the sentence that mends it, and never shows a secret. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The exception with the sentence for the operator. */
    public SettingException(String sentence) {
        super(sentence, null, false, false);
    }
}
