package io.nullroom.audit;

import java.util.Comparator;

/**
 * A canary that was found.
 *
 * @param canary its name
 * @param part where within the place, such as a file of a folder; empty where the place has no parts
 */
public record Hit(String canary, String part) implements Comparable<Hit> {
    private static final Comparator<Hit> ORDER = Comparator.comparing(Hit::canary).thenComparing(Hit::part);

    @Override
    public int compareTo(Hit other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return part.isEmpty() ? canary : canary + " (" + part + ")";
    }
}
