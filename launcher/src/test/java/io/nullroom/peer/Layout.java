package io.nullroom.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** How the document writes bytes down: its Conventions. */
final class Layout {
    private Layout() {
    }

    /** All parts, one behind the other. */
    static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** All parts, each behind its length. */
    static byte[] lengthPrefixed(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(u32(part.length));
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Four bytes, the greatest first. */
    static byte[] u32(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** Eight bytes, the greatest first. */
    static byte[] u64(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** UTF-8 of a text. */
    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** The text of these bytes, if they are UTF-8. */
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException wrong) {
            return Optional.empty();
        }
    }

    /** Base64url without padding. */
    static String b64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes of the one canonical spelling; empty for any other. */
    static Optional<byte[]> unb64(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text)).filter(bytes -> b64(bytes).equals(text));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** SHA-256 of all parts, one behind the other. */
    static byte[] sha256(byte[]... parts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(join(parts));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
