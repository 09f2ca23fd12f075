package io.nullroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Secret;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the room-service. */
class RoomConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"redis:canary", "http://canary@host", "redis://:canary%zz@host", "redis://user:canary@",
        "redis://user:canary@host:port", "redis://:canary@host/name", "redis://ca nary@host", "unix://", "unix:canary",
        "canary", "//canary@host", "redis://:can#ary@host", "redis:///canary"})
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
        assertEquals(Optional.of(new Secret(url)), config(Map.of("NULLROOM_REDIS_URL", url)).redisUrl());
    }

    @ParameterizedTest
    @CsvSource({
        "NULLROOM_ROOM_TTL_SECONDS, 0", "NULLROOM_ROOM_TTL_SECONDS, 86401", "NULLROOM_ROOM_TTL_SECONDS, 15m",
        "NULLROOM_RECONNECT_GRACE_SECONDS, -1", "NULLROOM_RECONNECT_GRACE_SECONDS, 301",
        "NULLROOM_DESTROY_ROOM_ON_PEER_LEAVE, yes", "NULLROOM_DESTROY_ROOM_ON_PEER_LEAVE, TRUE",
        "NULLROOM_MEMORY_ROOM_LIMIT, 0", "NULLROOM_MEMORY_ROOM_LIMIT, 10000001"})
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
            new RoomConfig(Duration.ofSeconds(60), Duration.ZERO, false, Optional.of(new Secret("redis://host")), 7),
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
