package io.nullroom.cluster;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Arrays;

/** Ed25519 keys (RFC 8032, 5.1.5) from a seed, which is the private key itself. */
final class Ed25519 {
    static final int SEED_BYTES = 32;
    private static final String NAME = "Ed25519";

    private Ed25519() {
    }

    /** The pair whose private key is {@code seed}; everybody with that seed gets the same. */
    static KeyPair keyPair(byte[] seed) {
        try {
            // Java computes a public key only where it makes the pair itself: so it is given what it draws.
            var generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(255, new Given(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java from 15 on has " + NAME, impossible);
        }
    }

    /** A source of exactly the bytes that it was given, for one draw of that length and no other. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        Given(byte[] seed) {
            super(new GivenSpi(seed), new GivenProvider());
        }
    }

    private static final class GivenSpi extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;
        private boolean drawn;

        GivenSpi(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            if (drawn || bytes.length != seed.length) {
                throw new IllegalStateException("a key that is not drawn at once would not be ours");
            }
            drawn = true;
            System.arraycopy(seed, 0, bytes, 0, seed.length);
            Arrays.fill(seed, (byte) 0);
        }

        @Override
        protected void engineSetSeed(byte[] more) {
            throw new UnsupportedOperationException("there is nothing to be added");
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            throw new UnsupportedOperationException("there is nothing to be drawn");
        }
    }

    private static final class GivenProvider extends Provider {
        private static final long serialVersionUID = 1L;

        GivenProvider() {
            super("Given", "1", "bytes that were given");
        }
    }
}
