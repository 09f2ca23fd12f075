package io.nullroom.contracts;

/**
 * A text that must not be printed.
 *
 * @param value the secret itself
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
