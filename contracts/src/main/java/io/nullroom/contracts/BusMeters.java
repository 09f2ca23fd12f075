package io.nullroom.contracts;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long questions on the bus take, by the kind of message and what it came to; safe on any thread. */
final class BusMeters {
    private static final Duration[] BOUNDS = {Duration.ofNanos(100_000), Duration.ofMillis(1), Duration.ofMillis(5),
        Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2)};

    private final Meter.MeterProvider<Timer> questions;
    /** Found once: to look a meter up by its labels is to sort and hash them each time. */
    private final Map<Kind, Timer> known = new ConcurrentHashMap<>();

    /** Both are of closed sets. */
    private record Kind(Class<?> message, String outcome) {
    }

    BusMeters(MeterRegistry registry) {
        questions = Timer.builder("nullroom.bus")
            .description("Questions on the event bus, what they came to and how long they took")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(registry);
    }

    /** Measures until {@code answer} is there; it has failed with a {@link FailureException} where it has. */
    <R> Future<R> measured(Class<?> message, Future<R> answer) {
        var sample = Timer.start();
        return answer.onComplete(end -> sample.stop(known.computeIfAbsent(
            new Kind(message, end.succeeded() ? "answered" : FailureException.of(end.cause()).code()), this::timer)));
    }

    private Timer timer(Kind kind) {
        return questions.withTags("message", kind.message().getSimpleName(), "outcome", kind.outcome());
    }
}
