package io.nullroom.contracts;

/** The reply of those who have nothing to say but that it is done. */
public record Done() {

    /** The one instance anybody needs. */
    public static final Done DONE = new Done();
}
