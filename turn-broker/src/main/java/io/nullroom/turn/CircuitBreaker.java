package io.nullroom.turn;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares everybody the wait for a provider that is away: after some failures in a row it is left alone for a time, and
 * then tried by one question. On its event loop only.
 */
final class CircuitBreaker {
    /** Failures in a row after which the provider counts as away. */
    static final int MOST_FAILURES = 3;
    /** How long it is left alone. */
    static final Duration REST = Duration.ofSeconds(15);

    private final LongSupplier nanos;
    private int failures;
    private long closedSince;

    /** A breaker that goes by this clock, which never goes back. */
    CircuitBreaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether to ask now; who is told so says afterwards how it went. */
    boolean mayAsk() {
        if (failures < MOST_FAILURES) {
            return true;
        }
        boolean rested = nanos.getAsLong() - closedSince >= REST.toNanos();
        if (rested) {
            // One question alone finds out; nobody else waits for it.
            closedSince = nanos.getAsLong();
        }
        return rested;
    }

    /** The provider answered. */
    void succeeded() {
        failures = 0;
    }

    /** The provider did not answer, or with nothing that can be used. */
    void failed() {
        failures = Math.min(failures + 1, MOST_FAILURES);
        closedSince = nanos.getAsLong();
    }

    /** Whether the provider counts as away. */
    boolean isOpen() {
        return failures == MOST_FAILURES;
    }
}
