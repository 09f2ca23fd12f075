package io.nullroom.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.cluster.Seeds.Seed;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a cluster is set up, and what is refused with which sentence. */
class ClusterConfigTest {
    private static final String SECRET = "5f0c2d9a7b3e41868c1d0e2f4a6b8c7d";

    @TempDir
    private Path folder;

    @Test
    void whereNothingIsSetTheProcessStandsAlone() {
        assertTrue(ClusterConfig.from(new Environment(Map.of())).isEmpty());
    }

    @Test
    void namesHaveTheirOwnPortOrTheOneThatIsSet() {
        var config = config("NULLROOM_CLUSTER", "members, 10.0.0.1:7000,[::1]:7001", "NULLROOM_CLUSTER_PORT", "6000");
        assertEquals(List.of(new Seed("members", 6000), new Seed("10.0.0.1", 7000), new Seed("::1", 7001)),
            config.seeds().seeds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:0", "a:65536", "a:b", ",", "http://a"})
    void whatIsNoNameIsRefused(String names) {
        assertTrue(refusal("NULLROOM_CLUSTER", names).startsWith("NULLROOM_CLUSTER must be a DNS name such as"));
    }

    @Test
    void aClusterNeedsASecretOrCertificates() {
        assertTrue(refusal("NULLROOM_CLUSTER_SECRET", "").endsWith("openssl rand -hex 32."));
    }

    @Test
    void aSecretWithoutAClusterIsHalfASetting() {
        assertEquals("NULLROOM_CLUSTER_SECRET is set, but NULLROOM_CLUSTER is not: name there where the other "
            + "processes are, or unset both.", refusal("NULLROOM_CLUSTER", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "5f0c2d9a7b3e41868c1d0e2f4a6b8c7", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "passpasspasspasspasspasspasspass"})
    void aSecretThatCanBeGuessedIsRefusedAndNotQuoted(String weak) {
        var sentence = refusal("NULLROOM_CLUSTER_SECRET", weak);
        assertTrue(sentence.endsWith("make some by: openssl rand -hex 32."), sentence);
        assertFalse(sentence.contains(weak), sentence);
    }

    @Test
    void aSecretMayComeFromAFile() throws IOException {
        var file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        assertEquals(config().identity().chain(),
            config("NULLROOM_CLUSTER_SECRET", "", "NULLROOM_CLUSTER_SECRET_FILE", file.toString()).identity().chain());
        assertTrue(refusal("NULLROOM_CLUSTER_SECRET_FILE", file.toString()).endsWith("not both."));
    }

    @Test
    void aFileThatIsMissingOrEmptyIsRefused() throws IOException {
        assertTrue(refusal("NULLROOM_CLUSTER_SECRET", "", "NULLROOM_CLUSTER_SECRET_FILE", folder + "/none")
            .startsWith("NULLROOM_CLUSTER_SECRET_FILE names a file that cannot be read"));
        var empty = Files.writeString(folder.resolve("empty"), "");
        assertTrue(refusal("NULLROOM_CLUSTER_SECRET", "", "NULLROOM_CLUSTER_SECRET_FILE", empty.toString())
            .startsWith("NULLROOM_CLUSTER_SECRET_FILE names a file with nothing in it"));
    }

    @Test
    void anotherSecretIsAnotherClusterWithAnotherKey() {
        var other = config("NULLROOM_CLUSTER_SECRET", SECRET.replace('5', '6')).identity();
        assertNotEquals(other.clusterName(), config().identity().clusterName());
        assertNotEquals(other.chain(), config().identity().chain());
    }

    @Test
    void printingNeverShowsTheSecretOrWhatFollowsFromIt() {
        var config = config();
        assertFalse(config.toString().contains(SECRET));
        assertFalse(config.toString().contains(config.identity().clusterName()));
    }

    @Test
    void certificatesTakeThePlaceOfASecretWhereTheKeyIsTheirs() throws Exception {
        var pair = pair(1);
        var key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        var certificate = pem("CERTIFICATE", SelfSigned.certificate(pair).getEncoded());
        var identity = config("NULLROOM_CLUSTER_SECRET", "", "NULLROOM_CLUSTER_KEY_FILE", key,
            "NULLROOM_CLUSTER_CERTIFICATE_FILE", certificate, "NULLROOM_CLUSTER_CA_FILE", certificate).identity();
        assertEquals(pair.getPrivate(), identity.key());
        assertEquals(identity.trusted(), identity.chain());
        var foreign = pem("PRIVATE KEY", pair(2).getPrivate().getEncoded());
        assertTrue(refusal("NULLROOM_CLUSTER_SECRET", "", "NULLROOM_CLUSTER_KEY_FILE", foreign,
            "NULLROOM_CLUSTER_CERTIFICATE_FILE", certificate, "NULLROOM_CLUSTER_CA_FILE", certificate)
            .startsWith("NULLROOM_CLUSTER_KEY_FILE must name the key of the certificate"));
        assertTrue(refusal("NULLROOM_CLUSTER_SECRET", "", "NULLROOM_CLUSTER_KEY_FILE", certificate,
            "NULLROOM_CLUSTER_CERTIFICATE_FILE", certificate, "NULLROOM_CLUSTER_CA_FILE", certificate)
            .startsWith("NULLROOM_CLUSTER_KEY_FILE must name the key of the certificate"));
        assertEquals("NULLROOM_CLUSTER_CA_FILE must name a file with certificates in PEM.",
            refusal("NULLROOM_CLUSTER_SECRET", "", "NULLROOM_CLUSTER_KEY_FILE", key,
                "NULLROOM_CLUSTER_CERTIFICATE_FILE", certificate, "NULLROOM_CLUSTER_CA_FILE", key));
    }

    @Test
    void halfOfTheCertificatesIsRefused() {
        assertEquals("A key, its certificate and the authority belong together: set NULLROOM_CLUSTER_CERTIFICATE_FILE "
            + "and NULLROOM_CLUSTER_CA_FILE too.",
            refusal("NULLROOM_CLUSTER_SECRET", "", "NULLROOM_CLUSTER_KEY_FILE", folder + "/key"));
    }

    private static ClusterConfig config(String... others) {
        Map<String, String> variables = new HashMap<>(
            Map.of("NULLROOM_CLUSTER", "members", "NULLROOM_CLUSTER_SECRET", SECRET));
        for (int i = 0; i < others.length; i += 2) {
            variables.put(others[i], others[i + 1]);
        }
        return ClusterConfig.from(new Environment(variables)).orElseThrow();
    }

    private static String refusal(String... others) {
        return assertThrows(SettingException.class, () -> config(others)).getMessage();
    }

    private static KeyPair pair(int number) {
        var seed = new byte[Ed25519.SEED_BYTES];
        seed[0] = (byte) number;
        return Ed25519.keyPair(seed);
    }

    private String pem(String type, byte[] der) throws IOException {
        var text = "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END " + type + "-----\n";
        return Files.writeString(Files.createTempFile(folder, "pem", ""), text).toString();
    }
}
