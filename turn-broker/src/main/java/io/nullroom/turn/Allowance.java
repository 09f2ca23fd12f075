package io.nullroom.turn;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How many sets of credentials may be issued in all; what is used up comes back with time. */
@FunctionalInterface
interface Allowance {

    /** For what costs nobody anything. */
    Allowance UNLIMITED = () -> true;

    /** Takes one, where one is left. */
    boolean take();

    /** So many a minute, by a clock that never goes back. */
    static Allowance perMinute(long sets, LongSupplier nanos) {
        var bucket = Bucket.builder()
            .addLimit(limit -> limit.capacity(sets).refillGreedy(sets, Duration.ofMinutes(1)))
            .withCustomTimePrecision(new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return nanos.getAsLong();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            })
            .build();
        return () -> bucket.tryConsume(1);
    }
}
