package io.nullroom.contracts;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;

/** How long questions on the bus take, by the kind of message and what it came to; safe on any thread. */
final class BusMeters {
    private static final Duration[] BOUNDS = {Duration.ofNanos(100_000), Duration.ofMillis(1), Duration.ofMillis(5),
        Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2)};

    private final Meter.MeterProvider<Timer> questions;

    BusMeters(MeterRegistry registry) {
        questions = Timer.builder("nullroom.bus")
            .description("Questions on the event bus, what they came to and how long they took")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(registry);
    }

    /** Measures until {@code answer} is there; it has failed with a {@link FailureException} where it has. */
    <R> Future<R> measured(Class<?> message, Future<R> answer) {
        var sample = Timer.start();
        return answer.onComplete(end -> sample.stop(questions.withTags("message", message.getSimpleName(),
            "outcome", end.succeeded() ? "answered" : FailureException.of(end.cause()).code())));
    }
}
