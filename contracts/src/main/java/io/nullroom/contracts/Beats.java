package io.nullroom.contracts;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Beats with at least a period from one to the next, as a {@link Roster} counts them.
 *
 * <p>A periodic timer of Vert.x makes up for all the beats its thread has slept through, in one moment: it would make
 * everybody silent who had no chance to be heard.
 */
public final class Beats {

    private Beats() {
    }

    /**
     * Runs {@code beat} again and again on the event loop of the caller, a {@code period} after the last time.
     *
     * <p>Called by a verticle, it goes on until that is undeployed. What {@code beat} throws goes to the event loop's
     * handler of exceptions, and the beats go on.
     */
    public static void begin(Vertx vertx, Duration period, Runnable beat) {
        vertx.setTimer(period.toMillis(), due -> {
            try {
                beat.run();
            } finally {
                begin(vertx, period, beat);
            }
        });
    }
}
