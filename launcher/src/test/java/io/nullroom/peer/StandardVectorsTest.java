package io.nullroom.peer;

import static io.nullroom.peer.Vectors.bytes;
import static io.nullroom.peer.Vectors.same;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

/** What the protocol is composed of does what the standards say. */
final class StandardVectorsTest {

    /** RFC 5869, A.1. */
    @Test
    void hkdfWithSaltAndInfo() {
        var key = Hkdf.extract(bytes("000102030405060708090a0b0c"), bytes("0b".repeat(22)));
        same("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5", key);
        same("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
            Hkdf.expand(key, bytes("f0f1f2f3f4f5f6f7f8f9"), 42));
    }

    /** RFC 5869, A.2. */
    @Test
    void hkdfWithLongInputs() {
        var key = Hkdf.extract(counted(0x60, 80), counted(0x00, 80));
        same("06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244", key);
        same("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
            Hkdf.expand(key, counted(0xb0, 80), 82));
    }

    /** RFC 5869, A.3. */
    @Test
    void hkdfWithoutSaltAndInfo() {
        var key = Hkdf.extract(Hkdf.NO_SALT, bytes("0b".repeat(22)));
        same("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04", key);
        same("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
            Hkdf.expand(key, new byte[0], 42));
    }

    /** RFC 7748, 6.1. */
    @Test
    void x25519OfAliceAndBob() {
        var alice = new X25519(bytes("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        var bob = new X25519(bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        same("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", alice.share());
        same("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", bob.share());
        same("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
            alice.secretWith(bob.share()).orElseThrow());
        assertArrayEquals(alice.secretWith(bob.share()).orElseThrow(), bob.secretWith(alice.share()).orElseThrow());
    }

    /** RFC 7748, 5.2: iterated a thousand times, each output the next scalar and each scalar the next point. */
    @Test
    void x25519AThousandTimes() {
        var scalar = bytes("09" + "00".repeat(31));
        var point = scalar;
        for (int time = 0; time < 1000; time++) {
            var next = new X25519(scalar).secretWith(point).orElseThrow();
            point = scalar;
            scalar = next;
        }
        same("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", scalar);
    }

    /**
     * Key generation, encapsulation, decapsulation and implicit rejection of 10,000 keys, accumulated into one hash
     * as C2SP CCTV describes it; the hash is the one that Go publishes for FIPS 203 in its final form.
     */
    @Test
    void mlKem768TenThousandTimes() {
        var script = new SHAKEDigest(128);
        var seen = new SHAKEDigest(128);
        for (int time = 0; time < 10_000; time++) {
            var keys = new MlKem(read(script, MlKem.SEED_BYTES));
            write(seen, keys.encapsulationKey());
            var sealed = MlKem.encapsulate(keys.encapsulationKey(), read(script, MlKem.COIN_BYTES));
            write(seen, sealed.ciphertext());
            write(seen, sealed.secret());
            assertArrayEquals(sealed.secret(), keys.decapsulate(sealed.ciphertext()));
            write(seen, keys.decapsulate(read(script, MlKem.CIPHERTEXT_BYTES)));
        }
        same("8a518cc63da366322a8e7a818c7a0d63483cb3528d34a4cf42f35d5ad73f22fc", read(seen, 32));
    }

    /** FIPS 203, 7.2: every coefficient at the prime or beyond it is found, wherever it stands. */
    @Test
    void encapsulationKeysBeyondTheModulusAreFound() {
        var key = new MlKem(new byte[MlKem.SEED_BYTES]).encapsulationKey();
        assertTrue(MlKem.isWellFormed(key));
        for (int at = 0; at < MlKem.KEY_BYTES - 32; at += 3) {
            for (int wrong : new int[] {3329, 4095, 3329 << 12, 4095 << 12}) {
                var other = Arrays.copyOf(key, key.length);
                other[at] = (byte) wrong;
                other[at + 1] = (byte) (wrong >> 8);
                other[at + 2] = (byte) (wrong >> 16);
                assertFalse(MlKem.isWellFormed(other), "at " + at);
            }
            var greatest = Arrays.copyOf(key, key.length);
            System.arraycopy(bytes("000dd0"), 0, greatest, at, 3);
            assertTrue(MlKem.isWellFormed(greatest), "3328 and 3328 at " + at);
        }
    }

    @Test
    void theWordListHasTheWordsOfBip39() {
        assertEquals(2048, WordList.ENGLISH.size());
        assertEquals("abandon", WordList.ENGLISH.get(0));
        assertEquals("zoo", WordList.ENGLISH.get(2047));
    }

    private static byte[] read(SHAKEDigest from, int length) {
        var bytes = new byte[length];
        from.doOutput(bytes, 0, length);
        return bytes;
    }

    private static void write(SHAKEDigest to, byte[] bytes) {
        to.update(bytes, 0, bytes.length);
    }

    private static byte[] counted(int first, int length) {
        var bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) (first + at);
        }
        return bytes;
    }
}
