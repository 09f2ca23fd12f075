package io.nullroom.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Keys from a secret, held to what the RFCs print. */
class KeysTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void hkdfGivesWhatRfc5869PrintsInItsThirdCase() {
        var secret = new byte[22];
        Arrays.fill(secret, (byte) 0x0B);
        // No salt is as many zeros as the digest has bytes (2.2).
        var keys = Hkdf.extract(new byte[32], secret);
        assertEquals("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            HEX.formatHex(keys.pseudorandomKey()));
        assertEquals("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
            HEX.formatHex(keys.expand("", 32)));
    }

    @Test
    void anEd25519SeedHasThePublicKeyThatRfc8032PrintsInItsFirstTest() {
        var pair = Ed25519.keyPair(
            HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
        var encoded = pair.getPublic().getEncoded();
        assertEquals("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            HEX.formatHex(encoded, encoded.length - 32, encoded.length));
    }

    @Test
    void everybodyWhoHasTheSeedHasTheSameCertificate() throws Exception {
        var seed = new byte[Ed25519.SEED_BYTES];
        seed[7] = 1;
        var certificate = SelfSigned.certificate(Ed25519.keyPair(seed));
        assertArrayEquals(certificate.getEncoded(), SelfSigned.certificate(Ed25519.keyPair(seed)).getEncoded());
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
    }
}
