package io.nullroom.bench;

/**
 * How much of the usual work is done.
 *
 * @param share 1 for figures that are quoted
 */
record Work(double share) {

    /** That share of a usual number, but never none. */
    int of(int usual) {
        return Math.max(1, (int) Math.round(usual * share));
    }
}
