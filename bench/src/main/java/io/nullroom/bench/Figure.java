package io.nullroom.bench;

import java.util.Locale;

/**
 * One thing that was measured.
 *
 * @param name what it is, with its unit
 * @param value in that unit
 */
record Figure(String name, double value) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %.3f", name, value);
    }
}
