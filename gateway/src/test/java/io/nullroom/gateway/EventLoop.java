package io.nullroom.gateway;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;

/** The patience of an event loop: what is done on it keeps everybody else waiting. */
final class EventLoop {
    private static final Duration MOST = Duration.ofMillis(100);
    private static final int TRIES = 3;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private EventLoop() {
    }

    /** Does {@code step}, again where it takes long: a compiler may have been in between. Fails where it stays so. */
    static void isSoonFreeOf(Runnable step) {
        areSoonFreeOf(List.of(Thread.currentThread()), step);
    }

    /** The same, where {@code loops} do the work of it. */
    static void areSoonFreeOf(List<Thread> loops, Runnable step) {
        for (int left = TRIES; left > 0; left--) {
            // Of these threads alone: a busy machine is not the step's fault.
            long began = worked(loops);
            step.run();
            if (worked(loops) - began < MOST.toNanos()) {
                return;
            }
        }
        throw new AssertionError("the event loop is taken for more than " + MOST.toMillis() + " ms");
    }

    private static long worked(List<Thread> loops) {
        return loops.stream().mapToLong(loop -> CLOCK.getThreadCpuTime(loop.getId())).sum();
    }
}
