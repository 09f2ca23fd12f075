package io.nullroom.peer;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** A pair of X25519 keys (RFC 7748) from 32 random bytes. */
final class X25519 {
    /** Bytes of a public key, and of a secret. */
    static final int BYTES = 32;

    private static final byte[] BASE_POINT = basePoint();

    private final byte[] scalar;

    /** The pair of these 32 bytes. */
    X25519(byte[] scalar) {
        this.scalar = scalar.clone();
    }

    /** What the other side gets. */
    byte[] share() {
        return secretWith(BASE_POINT).orElseThrow();
    }

    /** The shared secret; empty where it would be all zero (RFC 7748, 6.1). */
    Optional<byte[]> secretWith(byte[] share) {
        try {
            var agreement = KeyAgreement.getInstance("X25519");
            agreement.init(KeyFactory.getInstance("X25519")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
            agreement.doPhase(point(share), true);
            return Optional.of(agreement.generateSecret()).filter(secret -> !isZero(secret));
        } catch (InvalidKeyException smallOrder) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PublicKey point(byte[] share) throws GeneralSecurityException {
        var greatestFirst = new byte[BYTES];
        for (int at = 0; at < BYTES; at++) {
            greatestFirst[at] = share[BYTES - 1 - at];
        }
        // RFC 7748, 5: the top bit is masked, and what is left is taken modulo the prime.
        greatestFirst[0] &= Byte.MAX_VALUE;
        return KeyFactory.getInstance("X25519")
            .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, greatestFirst)));
    }

    private static boolean isZero(byte[] secret) {
        int seen = 0;
        for (var one : secret) {
            seen |= one;
        }
        return seen == 0;
    }

    private static byte[] basePoint() {
        var point = new byte[BYTES];
        point[0] = 9;
        return point;
    }
}
