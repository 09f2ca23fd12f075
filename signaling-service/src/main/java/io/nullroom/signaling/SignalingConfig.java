package io.nullroom.signaling;

import io.nullroom.contracts.DrainTime;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an operator may set of the signaling-service.
 *
 * @param fileSizeLimit the server's gate for files
 * @param messageBytes the longest message that a client may send, in bytes of UTF-8
 * @param actionsPerSecond how many messages a second a socket may send
 * @param actionsPerSubscription how many actions one subscription may ever send
 * @param silence how long a socket may answer no ping before it counts as lost
 * @param idle how long a socket may be without a subscription
 * @param drain how clients are sent away when the process stops
 * @param port where sockets are taken where the process has no gateway
 */
public record SignalingConfig(FileSizeLimit fileSizeLimit, int messageBytes, int actionsPerSecond,
                              int actionsPerSubscription, Duration silence, Duration idle, DrainTime drain,
                              SignalingPort port) {
    private static final Setting MESSAGE_BYTES = new Setting("NULLROOM_CABLE_MESSAGE_LIMIT_BYTES", "bytes", "65536",
        "The longest message that a client may send on the cable.");
    private static final Setting ACTIONS_PER_SECOND = new Setting("NULLROOM_CABLE_ACTIONS_PER_SECOND",
        "messages a second", "100", "How many messages a socket may send in a second.");
    private static final Setting ACTIONS_PER_SUBSCRIPTION = new Setting("NULLROOM_CABLE_ACTIONS_PER_SUBSCRIPTION",
        "actions", "2000", "How many actions one subscription may send in all.");
    private static final Setting SILENCE = new Setting("NULLROOM_CABLE_SILENCE_SECONDS", "seconds", "30",
        "How long a socket may leave pings unanswered before it counts as lost.");
    private static final Setting IDLE = new Setting("NULLROOM_CABLE_IDLE_SECONDS", "seconds", "60",
        "How long a socket may be without a subscription before it is closed.");


    /** All of them, for the manual; the limit of files is the gateway's as well. */
    public static final List<Setting> SETTINGS = Stream.concat(
        Stream.of(FileSizeLimit.SETTING, MESSAGE_BYTES, ACTIONS_PER_SECOND, ACTIONS_PER_SUBSCRIPTION, SILENCE, IDLE,
            DrainTime.SETTING),
        SignalingPort.SETTINGS.stream()).toList();

    /** Reads the settings. */
    public static SignalingConfig from(Environment environment) {
        return new SignalingConfig(
            FileSizeLimit.from(environment),
            (int) environment.number(MESSAGE_BYTES, 4096, 65536),
            (int) environment.number(ACTIONS_PER_SECOND, 1, 100_000),
            (int) environment.number(ACTIONS_PER_SUBSCRIPTION, 1, 100_000_000),
            environment.seconds(SILENCE, 6, 3600),
            environment.seconds(IDLE, 1, 3600),
            DrainTime.from(environment),
            SignalingPort.from(environment));
    }
}
