package io.nullroom.peer;

import static io.nullroom.peer.Vectors.bytes;
import static io.nullroom.peer.Vectors.objects;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.vertx.core.json.JsonObject;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.junit.jupiter.api.Test;

/** ML-KEM-768 gives the answers that NIST and C2SP have published (docs/vectors/ml-kem-768.json says where). */
final class PublishedMlKemVectorsTest {
    private static final JsonObject PUBLISHED = Vectors.file("ml-kem-768");

    @Test
    void keysAreThoseOfTheNistVectors() {
        for (var each : cases("keyGeneration")) {
            var keys = new MlKem(bytes(each.getString("d") + each.getString("z")));
            assertArrayEquals(bytes(each.getString("h")), sha3(keys.encapsulationKey()), each.getInteger("tcId") + "");
        }
    }

    @Test
    void encapsulationsAreThoseOfTheNistVectors() {
        for (var each : cases("encapsulation")) {
            var sealed = MlKem.encapsulate(bytes(each.getString("ek")), bytes(each.getString("m")));
            assertArrayEquals(bytes(each.getString("c")), sealed.ciphertext());
            assertArrayEquals(bytes(each.getString("k")), sealed.secret());
        }
    }

    @Test
    void decapsulationsAreThoseOfTheNistVectorsAlsoOfChangedCiphertexts() {
        var keys = new MlKem(bytes(PUBLISHED.getJsonObject("decapsulation").getString("dk")));
        for (var each : cases("decapsulation")) {
            assertArrayEquals(bytes(each.getString("k")), keys.decapsulate(bytes(each.getString("c"))),
                each.getInteger("tcId") + "");
        }
    }

    @Test
    void aChangedCiphertextIsRejectedAlsoWhereAComparisonThatEndsAtZeroWouldNot() {
        for (var each : cases("decapsulationFromSeed")) {
            assertArrayEquals(bytes(each.getString("k")),
                new MlKem(bytes(each.getString("seed"))).decapsulate(bytes(each.getString("c"))));
        }
    }

    private static Iterable<JsonObject> cases(String name) {
        return objects(PUBLISHED.getJsonObject(name), "cases");
    }

    private static byte[] sha3(byte[] text) {
        var digest = new SHA3Digest(256);
        digest.update(text, 0, text.length);
        var hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }
}
