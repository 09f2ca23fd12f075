package io.nullroom.peer;

import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** A pair of ML-KEM-768 keys (FIPS 203) from 64 random bytes. */
final class MlKem {
    /** Bytes of {@code d ‖ z}, the randomness of a key pair. */
    static final int SEED_BYTES = 64;
    /** Bytes of the randomness of one encapsulation. */
    static final int COIN_BYTES = 32;
    /** Bytes of an encapsulation key. */
    static final int KEY_BYTES = 1184;
    /** Bytes of a ciphertext. */
    static final int CIPHERTEXT_BYTES = 1088;

    private static final MLKEMParameters KIND = MLKEMParameters.ml_kem_768;
    private static final int PRIME = 3329;
    private static final int RHO_BYTES = 32;

    private final MLKEMPrivateKeyParameters keys;

    /** The pair of these 64 bytes, or of the 2400 that they are expanded to (FIPS 203, 7.1). */
    MlKem(byte[] seed) {
        keys = new MLKEMPrivateKeyParameters(KIND, seed);
    }

    /** What the other side encapsulates to. */
    byte[] encapsulationKey() {
        return keys.getPublicKey();
    }

    /** The secret of a ciphertext; for a forged one a secret that nobody else has (implicit rejection). */
    byte[] decapsulate(byte[] ciphertext) {
        return new MLKEMExtractor(keys).extractSecret(ciphertext);
    }

    /** A fresh secret for whoever has the other half of the key, which must be well formed. */
    static Encapsulated encapsulate(byte[] key, byte[] coins) {
        var sealed = MLKEMGenerator.internalGenerateEncapsulated(new MLKEMPublicKeyParameters(KIND, key), coins);
        return new Encapsulated(sealed.getSecret(), sealed.getEncapsulation());
    }

    /** Whether an encapsulation key has its length and only coefficients below the prime (FIPS 203, 7.2). */
    static boolean isWellFormed(byte[] key) {
        if (key.length != KEY_BYTES) {
            return false;
        }
        // ByteEncode of 12 bits: three bytes hold two coefficients, the lowest bits first.
        for (int at = 0; at < KEY_BYTES - RHO_BYTES; at += 3) {
            int three = key[at] & 0xff | (key[at + 1] & 0xff) << 8 | (key[at + 2] & 0xff) << 16;
            if ((three & 0xfff) >= PRIME || three >> 12 >= PRIME) {
                return false;
            }
        }
        return true;
    }

    /**
     * What an encapsulation gives.
     *
     * @param secret 32 bytes, for oneself
     * @param ciphertext 1088 bytes, for the other one
     */
    record Encapsulated(byte[] secret, byte[] ciphertext) {
    }
}
