package io.nullroom.launcher;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting from a thread that is no event loop's. */
final class Patience {
    private static final long SECONDS = 30;

    private Patience() {
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
