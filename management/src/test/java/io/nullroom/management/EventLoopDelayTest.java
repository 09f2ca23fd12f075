package io.nullroom.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Lateness is what is recorded, never less than none. */
class EventLoopDelayTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong clock = new AtomicLong();
    private final EventLoopDelay delay = new EventLoopDelay(registry, clock::get);

    @Test
    void whatATimerComesLateByIsCounted() {
        delay.set();
        clock.addAndGet(EventLoopDelay.INTERVAL.plus(Duration.ofMillis(30)).toNanos());
        delay.came();
        assertEquals(30, recorded());
    }

    @Test
    void aTimerThatComesEarlyIsNotLate() {
        delay.set();
        clock.addAndGet(EventLoopDelay.INTERVAL.minus(Duration.ofMillis(1)).toNanos());
        delay.came();
        assertEquals(0, recorded());
    }

    private double recorded() {
        return registry.get("nullroom.event.loop.delay").timer().totalTime(TimeUnit.MILLISECONDS);
    }
}
