package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.gateway.RateLimits.Counted;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A million addresses ask: the memory has its bound, and nobody is let off by hiding among them. */
class FloodOfAddressesTest {
    private static final int ADDRESSES = 1_000_000;
    private static final String ATTACKER = "203.0.113.9";
    private static final int LIMIT = 60;
    private static final int ROUNDS = 2;

    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits = new RateLimits(AddressLimits.from(new Environment(Map.of())),
        new ClientAddress(TrustedProxies.from(new Environment(Map.of()))),
        new AddressKeys(nanos::get, new SecureRandom()), nanos::get);

    @Test
    void soManyCountsAreKeptAndNoMoreAndWhoGoesOnAskingIsNotForgotten() {
        long most = 0;
        int got = ask() ? 1 : 0;
        for (int address = 0; address < ADDRESSES; address++) {
            limits.secondsToWait(Counted.LOOK_UPS, "2001:db8:" + Integer.toHexString(address >> 16) + ":"
                + Integer.toHexString(address & 0xffff) + "::1");
            if (address % 500 == 0) {
                got += ask() ? 1 : 0;
                most = Math.max(most, limits.counts());
            }
        }
        assertEquals(LIMIT, got);
        assertTrue(most <= RateLimits.MOST_COUNTS + 1000, most + " counts");
        assertTrue(most >= RateLimits.MOST_COUNTS / 2, most + " counts: there was no flood");
        elapse(Duration.ofMinutes(2));
        ask();
        assertTrue(limits.counts() <= RateLimits.MOST_COUNTS);
    }

    @Test
    void whoIsForgottenHasTheirLimitOnceMoreAndPaysAHundredThousandRequestsForIt() {
        int got = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int count = 0; count < 2 * LIMIT; count++) {
                got += ask() ? 1 : 0;
            }
            for (int address = 0; address < RateLimits.MOST_COUNTS; address++) {
                limits.secondsToWait(Counted.LOOK_UPS,
                    "10." + round + (address >> 16) + "." + (address >> 8 & 255) + "." + (address & 255));
            }
        }
        assertTrue(got <= ROUNDS * LIMIT, got + " rooms");
    }

    private boolean ask() {
        return limits.secondsToWait(Counted.ROOMS, ATTACKER).isEmpty();
    }

    private void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
