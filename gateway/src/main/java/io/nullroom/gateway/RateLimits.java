package io.nullroom.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts requests and sockets by client address; in memory, bounded, and never by the address itself. */
final class RateLimits {
    /** Beyond that many counts those that are used least are forgotten; whoever goes on asking is remembered. */
    static final int MOST_COUNTS = 100_000;
    private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

    private final AddressLimits limits;
    private final Ticker ticker;
    private final ClientAddress client;
    private final AddressKeys keys;
    private final Cache<Count, Bucket> buckets;
    private final Map<ByteBuffer, Long> sockets = new HashMap<>();

    /** What is counted apart. */
    enum Counted { ROOMS, LOOK_UPS, HANDSHAKES, TURN_CREDENTIALS, SOCKETS, HEALTH }

    private record Count(Counted what, ByteBuffer client) {
    }

    RateLimits(AddressLimits limits, ClientAddress client, AddressKeys keys, Ticker ticker) {
        this.limits = limits;
        this.client = client;
        this.keys = keys;
        this.ticker = ticker;
        buckets = Caffeine.newBuilder()
            .maximumSize(MOST_COUNTS)
            // A bucket that nobody took from for a minute is full again, as a new one is.
            .expireAfterAccess(Duration.ofMinutes(1))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
    }

    /** Counts one request of {@code request}'s client; see {@link #secondsToWait(Counted, String)}. */
    Optional<Long> secondsToWait(Counted what, HttpServerRequest request) {
        return limits.on() ? secondsToWait(what, client.of(request)) : Optional.empty();
    }

    /** Counts one socket more of {@code request}'s client; see {@link #takeSocket(String)}. */
    Optional<Runnable> takeSocket(HttpServerRequest request) {
        return takeSocket(client.of(request));
    }

    /**
     * Counts one request.
     *
     * @return how many seconds to wait where that was one too many; empty where it was not
     */
    Optional<Long> secondsToWait(Counted what, String address) {
        if (!limits.on()) {
            return Optional.empty();
        }
        var probe = buckets.get(new Count(what, keys.of(address)), count -> bucket(what))
            .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty()
            : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()).plus(ALMOST_A_SECOND).toSeconds());
    }

    /**
     * Counts one socket more.
     *
     * @return what to run once, when the socket is closed; empty where it was one too many
     */
    Optional<Runnable> takeSocket(String address) {
        if (!limits.on()) {
            return Optional.of(() -> { });
        }
        // Given back under the key it was taken by, also where the secret has changed between.
        var client = keys.of(address);
        if (sockets.merge(client, 1L, Long::sum) > limits.sockets()) {
            giveBack(client);
            return Optional.empty();
        }
        return Optional.of(() -> giveBack(client));
    }

    /** How many counts there are. */
    long counts() {
        return buckets.estimatedSize();
    }

    private void giveBack(ByteBuffer client) {
        sockets.computeIfPresent(client, (same, count) -> count > 1 ? count - 1 : null);
    }

    private Bucket bucket(Counted what) {
        return switch (what) {
            case ROOMS -> bucket(limits.roomsPerMinute(), Duration.ofMinutes(1));
            case LOOK_UPS -> bucket(limits.lookUpsPerMinute(), Duration.ofMinutes(1));
            case HANDSHAKES -> bucket(limits.handshakesPerMinute(), Duration.ofMinutes(1));
            case TURN_CREDENTIALS -> bucket(limits.turnCredentialsPerMinute(), Duration.ofMinutes(1));
            case SOCKETS -> bucket(limits.socketsPerMinute(), Duration.ofMinutes(1));
            case HEALTH -> bucket(1, Duration.ofSeconds(1));
        };
    }

    private Bucket bucket(long tokens, Duration time) {
        return Bucket.builder()
            .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, time))
            .withCustomTimePrecision(new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return ticker.read();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            })
            .build();
    }
}
