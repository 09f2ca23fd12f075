package io.nullroom.bench;

/**
 * A server under test.
 *
 * @param doors where it is reached
 * @param server its processes
 * @param store those of its store; none where it has none
 * @param crossings how often its instances have asked each other
 * @param startSeconds from the start of its first process until it was up
 */
record Target(Doors doors, ProcessTree server, ProcessTree store, Crossings crossings, double startSeconds) {
    private static final double NANOSECONDS = 1e9;

    /** What the work costs the server's side. */
    Cost costOf(Runnable work) {
        double serverBefore = server.cpuSeconds();
        double storeBefore = store.cpuSeconds();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / NANOSECONDS;
        return new Cost(server.cpuSeconds() - serverBefore, store.cpuSeconds() - storeBefore, seconds);
    }

    /**
     * CPU and time, all in seconds.
     *
     * @param server CPU of the server's processes
     * @param store CPU of the store's
     * @param elapsed by the clock
     */
    record Cost(double server, double store, double elapsed) {
    }
}
