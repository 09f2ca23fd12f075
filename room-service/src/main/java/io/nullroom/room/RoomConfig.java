package io.nullroom.room;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operator may set about rooms.
 *
 * @param ttl how long a room lives, whatever happens in it
 * @param grace how long the place of a participant whose socket vanished is held
 * @param destroyOnLeave whether a room ends when one of its participants leaves
 * @param redis where Redis is; empty for rooms in the memory of this process
 * @param memoryRoomLimit how many rooms the memory takes at once; Redis has a limit of its own ({@code maxmemory})
 */
public record RoomConfig(Duration ttl, Duration grace, boolean destroyOnLeave, Optional<RedisConfig> redis,
                         int memoryRoomLimit) {

    /** How long a handshake waits to be taken. */
    static final Duration HANDSHAKE_TTL = Duration.ofSeconds(180);

    private static final Setting TTL = new Setting("NULLROOM_ROOM_TTL_SECONDS", "seconds", "900",
        "How long a room lives.");
    private static final Setting GRACE = new Setting("NULLROOM_RECONNECT_GRACE_SECONDS", "seconds", "10",
        "How long the place of a participant whose connection broke is held.");
    private static final Setting DESTROY = new Setting("NULLROOM_DESTROY_ROOM_ON_PEER_LEAVE", "true or false", "true",
        "Whether a room ends for both when one of them leaves.");
    // A room of two takes about a kilobyte, so that the default stays under 50 MB.
    private static final Setting MEMORY = new Setting("NULLROOM_MEMORY_ROOM_LIMIT", "rooms", "50000",
        "How many rooms at once are kept in memory where there is no Redis.");

    /** All that {@link #from} reads. */
    public static final List<Setting> SETTINGS = Stream.of(
        List.of(TTL, GRACE, DESTROY), RedisConfig.SETTINGS, List.of(MEMORY)).flatMap(List::stream).toList();

    /**
     * Reads the settings.
     *
     * @throws SettingException where one of them cannot be used
     */
    public static RoomConfig from(Environment environment) {
        return new RoomConfig(
            environment.seconds(TTL, 1, 86_400),
            environment.seconds(GRACE, 0, 300),
            environment.flag(DESTROY, "true", "false"),
            RedisConfig.from(environment),
            (int) environment.number(MEMORY, 1, 10_000_000));
    }

    /** How many handshakes the memory takes at once; one may hold 4 KiB, so there are fewer of them than of rooms. */
    int memoryHandshakeLimit() {
        return Math.max(1, memoryRoomLimit / 5);
    }
}
