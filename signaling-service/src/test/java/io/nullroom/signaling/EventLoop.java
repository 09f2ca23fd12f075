package io.nullroom.signaling;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** The patience of an event loop: what is done on it keeps everybody else waiting. */
final class EventLoop {
    private static final Duration MOST = Duration.ofMillis(100);
    private static final int TRIES = 3;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private EventLoop() {
    }

    /** Does {@code step}, again where it takes long: a compiler may have been in between. Fails where it stays so. */
    static void isSoonFreeOf(Runnable step) {
        for (int left = TRIES; left > 0; left--) {
            // Of this thread alone: a busy machine is not the step's fault.
            long began = CLOCK.getCurrentThreadCpuTime();
            step.run();
            if (CLOCK.getCurrentThreadCpuTime() - began < MOST.toNanos()) {
                return;
            }
        }
        throw new AssertionError("the event loop is taken for more than " + MOST.toMillis() + " ms");
    }
}
