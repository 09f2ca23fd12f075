package io.nullroom.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * SHA-256 of the secret by which a participant takes its place back.
 *
 * <p>The secret itself goes no further than the socket it came on: who reads the store or the bus cannot take a place.
 */
public record ResumeDigest(@JsonValue String value) {
    /** At least 128 bits of base64url, and no more than anybody would need. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22,128}");

    /** Takes the digest as it is: {@link #ofSecret(String)} makes it. */
    @JsonCreator
    public ResumeDigest {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an empty digest");
        }
    }

    /** The digest of a client's secret; empty where the secret has not the form that the protocol asks for. */
    public static Optional<ResumeDigest> ofSecret(String secret) {
        return SECRET.matcher(secret).matches() ? Optional.of(new ResumeDigest(sha256(secret))) : Optional.empty();
    }

    /** Whether both are of the same secret; takes the same time wherever they differ. */
    public boolean matches(ResumeDigest other) {
        return MessageDigest.isEqual(bytes(value), bytes(other.value));
    }

    @Override
    public String toString() {
        return "ResumeDigest[hidden]";
    }

    private static String sha256(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes(secret));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
