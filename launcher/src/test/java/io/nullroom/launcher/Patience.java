package io.nullroom.launcher;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting from a thread that is no event loop's. */
final class Patience {
    private static final long SECONDS = 30;

    private Patience() {
    }

    /** Waits until something holds that nobody tells of. */
    static void until(String what, BooleanSupplier holds) {
        until(what, SECONDS, holds);
    }

    /** Waits so many seconds until something holds that nobody tells of. */
    static void until(String what, long seconds, BooleanSupplier holds) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + seconds + " seconds: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** What comes of it, unless it takes longer than anything here should. */
    static <T> T await(Future<T> step) {
        try {
            return step.await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            throw new AssertionError("not done after " + SECONDS + " seconds", never);
        }
    }
}
