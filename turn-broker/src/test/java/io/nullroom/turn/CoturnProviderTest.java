package io.nullroom.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The credentials of the provider coturn, against what openssl makes of the same. */
class CoturnProviderTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String SECRET = "a secret of thirty-two characters";
    private static final String USERNAME = "1700000900:AAECAwQFBgcICQoL";
    /** What {@code printf %s USERNAME | openssl dgst -sha1 -hmac SECRET -binary | base64} says. */
    private static final String CREDENTIAL = "eHb+IDRi8wXcdmgHovXQFh/UUis=";

    @Test
    void theCredentialIsTheExpiryAndItsHmac() {
        assertEquals(
            List.of(
                new IceServer(List.of("stun:a"), Optional.empty(), Optional.empty()),
                new IceServer(List.of("turn:a:3478?transport=udp", "turn:a:3478?transport=tcp",
                    "turns:a:443?transport=tcp"), Optional.of(USERNAME), Optional.of(CREDENTIAL))),
            issue(provider(new Counting()), Map.of("NULLROOM_TURN_SECRET", SECRET,
                "NULLROOM_TURN_URIS", "turn:a:3478?transport=udp, turn:a:3478?transport=tcp,stun:a\n"
                    + "turns:a:443?transport=tcp,stun:a")));
    }

    @Test
    void theSecretMayBeInAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        var servers = issue(provider(new Counting()),
            Map.of("NULLROOM_TURN_SECRET_FILE", file.toString(), "NULLROOM_TURN_URIS", "turn:a"));
        assertEquals(Optional.of(CREDENTIAL), servers.get(0).credential());
    }

    @Test
    void everybodyGetsASetOfTheirOwn() {
        var issuer = new CoturnProvider().from(environment(
            Map.of("NULLROOM_TURN_SECRET", SECRET, "NULLROOM_TURN_URIS", "turn:a"))).open(VERTX);
        assertNotEquals(issuer.issue(60).result().get(0).username(), issuer.issue(60).result().get(0).username());
    }

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    private static List<IceServer> issue(CoturnProvider provider, Map<String, String> variables) {
        return provider.from(environment(variables)).open(VERTX).issue(899).result();
    }

    private static CoturnProvider provider(RandomGenerator random) {
        return new CoturnProvider(() -> Instant.ofEpochSecond(1_700_000_000), random);
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(variables);
    }

    /** Not random at all: 0, 1, 2 and so on. */
    private static final class Counting implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) at;
            }
        }
    }
}
