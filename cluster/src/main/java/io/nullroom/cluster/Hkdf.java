package io.nullroom.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Independent keys from one secret (RFC 5869, with SHA-256).
 *
 * @param pseudorandomKey of the extract step
 */
record Hkdf(byte[] pseudorandomKey) {
    private static final String MAC = "HmacSHA256";

    /** The extract step (2.2); {@code salt} need not be secret. */
    static Hkdf extract(byte[] salt, byte[] secret) {
        return new Hkdf(mac(salt, secret));
    }

    /** The first {@code length} bytes, at most 32, of what the expand step (2.3) gives for that purpose. */
    byte[] expand(String purpose, int length) {
        var info = purpose.getBytes(StandardCharsets.UTF_8);
        var block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return Arrays.copyOf(mac(pseudorandomKey, block), length);
    }

    @Override
    public String toString() {
        return "Hkdf[hidden]";
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + MAC, impossible);
        }
    }
}
