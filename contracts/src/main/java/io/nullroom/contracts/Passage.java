package io.nullroom.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One client's socket at a gateway, as the signaling instances know it that have it one after the other.
 *
 * <p>The gateway names it in each handshake. The instance tells the gateway beside the messages for the client how the
 * client stands with it, by {@linkplain Mark marks}; the gateway keeps the last one for the instance that comes next.
 *
 * @param secret what a mark is recognised by, and what the place is taken back by where the client has no secret of
 *     its own; known to the gateway and the client's instances alone
 */
public record Passage(String secret) {
    /** The header of a gateway's request for a socket that names the passage. */
    public static final String HEADER = "nullroom-passage";

    /**
     * How long what somebody has said is kept, so that it can be said again: longer than it takes to find out that an
     * instance is dead, and to find another one.
     */
    public static final Duration MEMORY = Duration.ofSeconds(12);

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int SECRET_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A passage that nobody can guess. */
    public static Passage random() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new Passage(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** That of a header; fails with an {@link IllegalArgumentException} where it is none. */
    public static Passage of(String text) {
        if (!SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException("no passage");
        }
        return new Passage(text);
    }

    /** What an instance tells the gateway, as the payload of a pong (RFC 6455, 5.5.3), which may have 125 bytes. */
    public byte[] payload(Mark mark) {
        return (secret + mark.text()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The mark that is in the payload of a pong; none where an instance only answers a client's ping. */
    public Optional<Mark> mark(byte[] payload) {
        var key = secret.getBytes(StandardCharsets.US_ASCII);
        if (payload.length < key.length
            || !MessageDigest.isEqual(key, Arrays.copyOf(payload, key.length))) {
            return Optional.empty();
        }
        var text = new String(payload, key.length, payload.length - key.length, StandardCharsets.US_ASCII);
        return Optional.of(Mark.of(text));
    }

    @Override
    public String toString() {
        return "Passage[hidden]";
    }
}
