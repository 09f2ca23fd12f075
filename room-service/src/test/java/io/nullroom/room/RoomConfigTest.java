package io.nullroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Secret;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the room-service. */
class RoomConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"redis:canary", "http://canary@host", "redis://:canary%zz@host", "redis://user:canary@",
        "redis://user:canary@host:port", "redis://:canary@host/name", "redis://ca nary@host", "unix://", "unix:canary",
        "canary", "//canary@host", "redis-sentinel://canary@host", "redis-sentinel://host:canary#m",
        "redis-cluster://canary@host/1", "redis-cluster://host,#canary", "redis-cluster://canary@host,host:port",
        "redis-canary://host", "redis://:can#ary@host", "redis:///canary"})
    void aMalformedUrlIsRefusedWithoutBeingShown(String url) {
        var refusal = assertThrows(SettingException.class, () -> config(Map.of("NULLROOM_REDIS_URL", url)));
        assertTrue(refusal.getMessage().startsWith("NULLROOM_REDIS_URL must have the form redis://"));
        assertFalse(refusal.toString().contains("canary"));
        assertFalse(Optional.ofNullable(refusal.getCause()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://host", "redis://host:6380/3", "redis://:p%40ss@host", "redis://a:b@[::1]:6379",
        "rediss://user:pass@host:6379/0", "unix:///run/redis.sock", "unix:///run/redis.sock?password=pass&db=2",
        "redis://host?user=u&password=p"})
    void theUrlsOfTheClientAreTaken(String url) {
        assertEquals(List.of(new Secret(url)),
            config(Map.of("NULLROOM_REDIS_URL", url)).redis().orElseThrow().url().endpoints());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "redis-sentinel://u:p@a,b:7/3#main redis-sentinel://a:26379,b:7",
        "redis-cluster://:p@a,[::1]:7 redis-cluster://a:6379,[::1]:7",
        "rediss-cluster://a rediss-cluster://a:6379", "rediss://u:p@a/3 rediss://a:6379"})
    void theLogShowsWhereRedisIsAndNobodysPassword(String url, String shown) {
        assertEquals(shown, config(Map.of("NULLROOM_REDIS_URL", url)).redis().orElseThrow().url().toString());
    }

    @Test
    void anAuthorityHasToBeOneAndToHaveAUse(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        assertEquals("NULLROOM_REDIS_CA_FILE must name a file with certificates in PEM.",
            refusal("rediss://host", file.toString()));
        assertEquals("NULLROOM_REDIS_CA_FILE names a file that cannot be read.",
            refusal("rediss://host", folder.resolve("none").toString()));
        var certificate = TestCertificate.of("dns:host", folder).certificate().toString();
        assertEquals("NULLROOM_REDIS_CA_FILE has a meaning over TLS only: give NULLROOM_REDIS_URL a scheme that begins "
            + "with rediss.", refusal("redis://host", certificate));
        assertTrue(config(Map.of("NULLROOM_REDIS_URL", "rediss-cluster://host", "NULLROOM_REDIS_CA_FILE", certificate))
            .redis().orElseThrow().authorities().isPresent());
    }

    private static String refusal(String url, String authority) {
        return assertThrows(SettingException.class,
            () -> config(Map.of("NULLROOM_REDIS_URL", url, "NULLROOM_REDIS_CA_FILE", authority))).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "NULLROOM_ROOM_TTL_SECONDS, 0", "NULLROOM_ROOM_TTL_SECONDS, 86401", "NULLROOM_ROOM_TTL_SECONDS, 15m",
        "NULLROOM_RECONNECT_GRACE_SECONDS, -1", "NULLROOM_RECONNECT_GRACE_SECONDS, 301",
        "NULLROOM_DESTROY_ROOM_ON_PEER_LEAVE, yes", "NULLROOM_DESTROY_ROOM_ON_PEER_LEAVE, TRUE",
        "NULLROOM_REQUIRE_VOLATILE_REDIS, yes", "NULLROOM_MEMORY_ROOM_LIMIT, 0",
        "NULLROOM_MEMORY_ROOM_LIMIT, 10000001"})
    void whatIsOutOfBoundsIsRefusedByName(String name, String value) {
        var refusal = assertThrows(SettingException.class, () -> config(Map.of(name, value)));
        assertTrue(refusal.getMessage().startsWith(name + " must be "), refusal.getMessage());
    }

    @Test
    void unsetSettingsHaveTheirDefaults() {
        assertEquals(new RoomConfig(Duration.ofSeconds(900), Duration.ofSeconds(10), true, Optional.empty(), 50_000),
            config(Map.of()));
        var fallbacks = RoomConfig.SETTINGS.stream().collect(Collectors.toMap(Setting::name, Setting::fallback));
        assertEquals(config(Map.of()), config(fallbacks));
    }

    @Test
    void everySettingIsHeeded() {
        assertEquals(
            new RoomConfig(Duration.ofSeconds(60), Duration.ZERO, false,
                Optional.of(RedisHost.config("redis://host")), 7),
            config(Map.of(
                "NULLROOM_ROOM_TTL_SECONDS", "60",
                "NULLROOM_RECONNECT_GRACE_SECONDS", "0",
                "NULLROOM_DESTROY_ROOM_ON_PEER_LEAVE", "false",
                "NULLROOM_REDIS_URL", "redis://host",
                "NULLROOM_MEMORY_ROOM_LIMIT", "7")));
    }

    @Test
    void aPrintedConfigShowsNoPassword() {
        assertFalse(config(Map.of("NULLROOM_REDIS_URL", "redis://:canary@host")).toString().contains("canary"));
    }

    private static RoomConfig config(Map<String, String> variables) {
        return RoomConfig.from(new Environment(variables));
    }
}
