package io.nullroom.launcher;

import ch.qos.logback.classic.Level;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.nullroom.gateway.GatewayConfig;
import io.nullroom.management.ManagementConfig;
import io.nullroom.room.RoomConfig;
import io.nullroom.signaling.SignalingConfig;
import io.nullroom.turn.TurnConfig;
import java.util.List;
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
 * @param logLevel of our own loggers; those of libraries stay at WARN, since we cannot vouch for what they print
 */
record Settings(RoomConfig room, SignalingConfig signaling, TurnConfig turn, GatewayConfig gateway,
                ManagementConfig management, Level logLevel) {
    private static final String PREFIX = "NULLROOM_";
    private static final Set<String> LEVELS = Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
    private static final Setting LOG_LEVEL = new Setting("NULLROOM_LOG_LEVEL",
        "ERROR, WARN, INFO, DEBUG or TRACE", "INFO", "How much is logged; at no level anything of a room or a person.");

    /** Every setting there is, once. */
    static final List<Setting> ALL = Stream.of(GatewayConfig.SETTINGS, RoomConfig.SETTINGS, SignalingConfig.SETTINGS,
        TurnConfig.SETTINGS, ManagementConfig.SETTINGS, List.of(LOG_LEVEL)).flatMap(List::stream).distinct().toList();

    /** Reads them all, so that a mistake in any is told before anything starts. */
    static Settings from(Environment environment) {
        refuseUnknown(environment);
        return new Settings(RoomConfig.from(environment), SignalingConfig.from(environment),
            TurnConfig.from(environment), GatewayConfig.from(environment),
            ManagementConfig.from(environment), logLevel(environment));
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
