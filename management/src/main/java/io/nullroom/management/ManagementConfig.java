package io.nullroom.management;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.util.List;
import java.util.Optional;

/**
 * Where operators look.
 *
 * @param port the TCP port, 0 for any free one; empty where nobody looks, and nothing is counted
 * @param host the address to listen at
 */
public record ManagementConfig(Optional<Integer> port, String host) {
    private static final Setting PORT = new Setting("NULLROOM_MANAGEMENT_PORT", "TCP port", "",
        "The port of /metrics, /live and /ready; 0 takes any free one. Not for the public.");
    private static final Setting HOST = new Setting("NULLROOM_MANAGEMENT_HOST", "IP address or name", "127.0.0.1",
        "The address that the management port listens at.");

    /** All that {@link #from} reads. */
    public static final List<Setting> SETTINGS = List.of(PORT, HOST);

    /**
     * Reads the settings.
     *
     * @throws SettingException where one of them cannot be used
     */
    public static ManagementConfig from(Environment environment) {
        return new ManagementConfig(
            environment.optional(PORT).map(set -> (int) environment.number(PORT, 0, 65535)),
            environment.text(HOST));
    }
}
