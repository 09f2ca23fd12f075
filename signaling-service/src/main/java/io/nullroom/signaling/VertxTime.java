package io.nullroom.signaling;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The time of the machine and the timers of Vert.x.
 *
 * @param vertx runs the work on the context that asked for it
 */
record VertxTime(Vertx vertx) implements Time {

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long unixSeconds() {
        return InstantSource.system().instant().getEpochSecond();
    }

    @Override
    public Timer after(long millis, Runnable work) {
        long id = vertx.setTimer(millis, fired -> work.run());
        return () -> vertx.cancelTimer(id);
    }

    @Override
    public void soon(Runnable work) {
        vertx.runOnContext(now -> work.run());
    }
}
