package io.nullroom.launcher;

import ch.qos.logback.classic.Level;
import io.nullroom.cluster.ClusterConfig;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.nullroom.gateway.GatewayConfig;
import io.nullroom.management.ManagementConfig;
import io.nullroom.room.RoomConfig;
import io.nullroom.signaling.SignalingConfig;
import io.nullroom.turn.TurnConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of all services, each as its module defines it.
 *
 * @param room of the room-service
 * @param signaling of the signaling-service
 * @param turn of the turn-broker
 * @param gateway of the gateway
 * @param management of the management port
 * @param cluster how this process joins others; empty where it stands alone
 * @param logLevel of our own loggers; those of libraries stay at WARN, since we cannot vouch for what they print
 */
record Settings(RoomConfig room, SignalingConfig signaling, TurnConfig turn, GatewayConfig gateway,
                ManagementConfig management, Optional<ClusterConfig> cluster, Level logLevel) {
    private static final String PREFIX = "NULLROOM_";
    private static final Set<String> LEVELS = Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
    private static final Setting LOG_LEVEL = new Setting("NULLROOM_LOG_LEVEL",
        "ERROR, WARN, INFO, DEBUG or TRACE", "INFO", "How much is logged; at no level anything of a room or a person.");

    /** Every setting there is, once. */
    static final List<Setting> ALL = Stream.of(GatewayConfig.SETTINGS, RoomConfig.SETTINGS, SignalingConfig.SETTINGS,
        TurnConfig.SETTINGS, ManagementConfig.SETTINGS, ClusterConfig.SETTINGS, List.of(LOG_LEVEL))
        .flatMap(List::stream).distinct().toList();

    /** Reads them all, so that a mistake in any is told before anything starts. */
    static Settings from(Environment environment) {
        refuseUnknown(environment);
        return new Settings(RoomConfig.from(environment), SignalingConfig.from(environment),
            TurnConfig.from(environment), GatewayConfig.from(environment), ManagementConfig.from(environment),
            ClusterConfig.from(environment), logLevel(environment));
    }

    /** Refuses what cannot be with those roles. */
    Settings checkedFor(Set<Role> roles) {
        if (cluster.isPresent() && roles.contains(Role.ROOM) && room.redis().isEmpty()) {
            throw new SettingException("Rooms of a cluster are kept where every room-service finds them: "
                + "set NULLROOM_REDIS_URL, such as redis://redis:6379.");
        }
        return this;
    }

    private static void refuseUnknown(Environment environment) {
        var known = ALL.stream().map(Setting::name).collect(Collectors.toSet());
        environment.variables().keySet().stream()
            .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
            .sorted()
            .findFirst()
            .ifPresent(name -> {
                throw new SettingException("There is no setting " + name + "; --help lists those there are.");
            });
    }

    private static Level logLevel(Environment environment) {
        var level = environment.text(LOG_LEVEL);
        if (!LEVELS.contains(level)) {
            throw new SettingException(LOG_LEVEL.name() + " must be " + LOG_LEVEL.unit() + ".");
        }
        return Level.toLevel(level);
    }
}
