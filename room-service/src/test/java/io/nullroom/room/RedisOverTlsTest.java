package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.failure;
import static io.nullroom.room.StoreFixture.ENDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.RoomId;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis over TLS, with a user and a password: the right server is spoken to, and no other. */
class RedisOverTlsTest {
    @TempDir
    private static Path folder;

    private static final RedisProcess REDIS = new RedisProcess();
    private static final int TLS_PORT = Ports.free();
    private static TestCertificate certificate;

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void start() {
        certificate = TestCertificate.of("dns:localhost", folder);
        REDIS.start("--tls-port", String.valueOf(TLS_PORT), "--tls-auth-clients", "no",
            "--tls-key-file", certificate.key().toString(), "--tls-cert-file", certificate.certificate().toString(),
            "--user", "rooms", "on", ">p@ss:w/rd", "~*", "&*", "+@all", "--user", "default", "off");
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @AfterEach
    void close() {
        answer(vertx.close());
    }

    @Test
    void roomsAreKeptOverTlsByAUserWithAPassword() {
        var store = store("rooms:p%40ss%3Aw%2Frd@localhost", Map.of("NULLROOM_REDIS_CA_FILE", trusted()));
        var room = answer(store.create(RoomId.random())).room();
        assertTrue(answer(store.find(new FindRoom(room))).remainingMillis() > 0);
    }

    @Test
    void aWrongPasswordIsNotLetIn() {
        assertAway(store("rooms:wrong@localhost", Map.of("NULLROOM_REDIS_CA_FILE", trusted())));
    }

    @Test
    void aCertificateOfAnotherNameIsNotTrusted() {
        assertAway(store("rooms:p%40ss%3Aw%2Frd@127.0.0.1", Map.of("NULLROOM_REDIS_CA_FILE", trusted())));
    }

    @Test
    void anAuthorityThatNobodyNamedIsNotTrusted() {
        assertAway(store("rooms:p%40ss%3Aw%2Frd@localhost", Map.of()));
    }

    private static String trusted() {
        return certificate.certificate().toString();
    }

    private static void assertAway(RoomStore store) {
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
    }

    private RoomStore store(String place, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("NULLROOM_REDIS_URL", "rediss://" + place + ":" + TLS_PORT);
        var config = RedisConfig.from(new Environment(all)).orElseThrow();
        return new RedisRoomStore(ENDING, new RedisLink(vertx, config, RedisFixture.PATIENCE));
    }
}
