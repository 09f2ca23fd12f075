package io.nullroom.bench;

import java.util.List;

/** The middle of some figures, which one that is far off does not move. */
final class Median {
    private Median() {
    }

    /** Of at least one figure, in any order; of an even number of them the mean of the two in the middle. */
    static double of(List<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
