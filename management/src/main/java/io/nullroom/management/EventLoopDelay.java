package io.nullroom.management;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How late the event loop is: a timer is set, and what it comes late by is how long everything else waits as well.
 *
 * <p>To be used on the event loop that is measured.
 */
final class EventLoopDelay {
    /** Between two looks. */
    static final Duration INTERVAL = Duration.ofMillis(250);

    private final Timer delays;
    private final LongSupplier nanos;
    private long due;

    EventLoopDelay(MeterRegistry registry, LongSupplier nanos) {
        delays = Timer.builder("nullroom.event.loop.delay")
            .description("What a timer of the event loop came late by")
            .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20),
                Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(500))
            .register(registry);
        this.nanos = nanos;
    }

    /** The next timer has been set. */
    void set() {
        due = nanos.getAsLong() + INTERVAL.toNanos();
    }

    /** It has come. */
    void came() {
        delays.record(Math.max(0, nanos.getAsLong() - due), TimeUnit.NANOSECONDS);
    }
}
