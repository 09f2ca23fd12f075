package io.nullroom.peer;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA-256 (RFC 5869). */
final class Hkdf {
    /** What stands for {@code -} in the document. */
    static final byte[] NO_SALT = {};

    private static final int HASH = 32;

    private Hkdf() {
    }

    /** 32 bytes; {@code info} is all its parts, one behind the other. */
    static byte[] derive(byte[] secret, byte[] salt, byte[]... info) {
        return expand(extract(salt, secret), Layout.join(info), HASH);
    }

    /** RFC 5869, 2.2. */
    static byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt.length == 0 ? new byte[HASH] : salt, secret);
    }

    /** RFC 5869, 2.3; {@code length} in bytes, at most 8,160. */
    static byte[] expand(byte[] key, byte[] info, int length) {
        byte[] output = {};
        byte[] block = {};
        for (int number = 1; output.length < length; number++) {
            block = hmac(key, Layout.join(block, info, new byte[] {(byte) number}));
            output = Layout.join(output, block);
        }
        return Arrays.copyOf(output, length);
    }

    /** HMAC-SHA-256 (RFC 2104). */
    static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
