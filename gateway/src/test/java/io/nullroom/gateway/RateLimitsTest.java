package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.gateway.RateLimits.Counted;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The counts themselves, by a clock that the test turns. */
class RateLimitsTest {
    private static final String ADDRESS = "192.0.2.1";

    private final AtomicLong nanos = new AtomicLong();
    private final AddressKeys keys = new AddressKeys(nanos::get, new SecureRandom());

    @Test
    void whatIsUsedUpComesBackWithTime() {
        var limits = limits(Map.of("NULLROOM_ROOMS_PER_MINUTE", "6"));
        for (int count = 0; count < 6; count++) {
            assertEquals(Optional.empty(), limits.secondsToWait(Counted.ROOMS, ADDRESS));
        }
        assertEquals(Optional.of(10L), limits.secondsToWait(Counted.ROOMS, ADDRESS));
        elapse(Duration.ofMillis(9_500));
        assertEquals(Optional.of(1L), limits.secondsToWait(Counted.ROOMS, ADDRESS));
        elapse(Duration.ofMillis(500));
        assertEquals(Optional.empty(), limits.secondsToWait(Counted.ROOMS, ADDRESS));
        assertEquals(Optional.of(10L), limits.secondsToWait(Counted.ROOMS, ADDRESS));
    }

    @Test
    void otherAddressesAndOtherThingsAreCountedApart() {
        var limits = limits(Map.of("NULLROOM_ROOMS_PER_MINUTE", "1"));
        assertEquals(Optional.empty(), limits.secondsToWait(Counted.ROOMS, ADDRESS));
        assertEquals(Optional.empty(), limits.secondsToWait(Counted.ROOMS, "192.0.2.2"));
        assertEquals(Optional.empty(), limits.secondsToWait(Counted.LOOK_UPS, ADDRESS));
        assertTrue(limits.secondsToWait(Counted.ROOMS, ADDRESS).isPresent());
    }

    @Test
    void anOfficeBehindOneAddressHasRoomEnough() {
        var limits = limits(Map.of());
        for (int people = 0; people < 50; people++) {
            assertEquals(Optional.empty(), limits.secondsToWait(Counted.ROOMS, ADDRESS));
            for (int views = 0; views < 10; views++) {
                assertEquals(Optional.empty(), limits.secondsToWait(Counted.LOOK_UPS, ADDRESS));
            }
            assertTrue(limits.takeSocket(ADDRESS).isPresent());
            assertTrue(limits.takeSocket(ADDRESS).isPresent());
        }
    }

    @Test
    void switchedOffNobodyIsCounted() {
        var limits = limits(Map.of("NULLROOM_RATE_LIMITS", "off", "NULLROOM_ROOMS_PER_MINUTE", "1",
            "NULLROOM_SOCKETS_PER_ADDRESS", "1"));
        for (int count = 0; count < 10; count++) {
            assertEquals(Optional.empty(), limits.secondsToWait(Counted.ROOMS, ADDRESS));
            assertEquals(Optional.empty(), limits.secondsToWait(Counted.HEALTH, ADDRESS));
            assertTrue(limits.takeSocket(ADDRESS).isPresent());
        }
    }

    @Test
    void socketsAreGivenBackAlsoAfterTheSecretHasChanged() {
        var limits = limits(Map.of("NULLROOM_SOCKETS_PER_ADDRESS", "1"));
        var before = limits.takeSocket(ADDRESS).orElseThrow();
        assertTrue(limits.takeSocket(ADDRESS).isEmpty());
        elapse(Duration.ofHours(1));
        var after = limits.takeSocket(ADDRESS).orElseThrow();
        before.run();
        assertTrue(limits.takeSocket(ADDRESS).isEmpty());
        after.run();
        assertTrue(limits.takeSocket(ADDRESS).isPresent());
    }

    @Test
    void aHouseholdIsOneClientWhereverInItsNetwork() {
        assertEquals(keys.of("2001:db8:1:2::1"), keys.of("2001:db8:1:2:ffff::9"));
        assertNotEquals(keys.of("2001:db8:1:2::1"), keys.of("2001:db8:1:3::1"));
        assertNotEquals(keys.of("192.0.2.1"), keys.of("192.0.2.2"));
    }

    @Test
    void nobodyCanTellAnHourLaterWhoItWas() {
        var before = keys.of(ADDRESS);
        elapse(Duration.ofMinutes(59));
        assertEquals(before, keys.of(ADDRESS));
        elapse(Duration.ofMinutes(1));
        assertNotEquals(before, keys.of(ADDRESS));
    }

    private RateLimits limits(Map<String, String> variables) {
        return new RateLimits(AddressLimits.from(new Environment(variables)),
            new ClientAddress(TrustedProxies.from(new Environment(Map.of()))), keys, nanos::get);
    }

    private void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
