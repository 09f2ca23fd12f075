package io.nullroom.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.util.NetUtil;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands-in for client addresses: HMAC-SHA-256 under a random secret that is thrown away every hour, so that nobody can
 * say later whose count it was.
 *
 * <p>An IPv6 client is its /64, which is what one household or office gets. On its event loop only.
 */
final class AddressKeys {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Ticker ticker;
    private final RandomGenerator random;
    private Mac mac;
    private long madeAt;

    AddressKeys(Ticker ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.random = random;
        mac = freshMac();
    }

    /** The stand-in for {@code address}, an IP address as text; of everything else there is one for all. */
    ByteBuffer of(String address) {
        if (ticker.read() - madeAt >= LIFE.toNanos()) {
            mac = freshMac();
        }
        return ByteBuffer.wrap(mac.doFinal(network(address)));
    }

    private static byte[] network(String address) {
        var bytes = Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(address)).orElse(new byte[0]);
        return bytes.length > IPV6_NETWORK_BYTES ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
    }

    private Mac freshMac() {
        madeAt = ticker.read();
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        try {
            var fresh = Mac.getInstance(ALGORITHM);
            fresh.init(new SecretKeySpec(secret, ALGORITHM));
            return fresh;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
