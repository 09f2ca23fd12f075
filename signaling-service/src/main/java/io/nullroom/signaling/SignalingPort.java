package io.nullroom.signaling;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import java.util.List;
import java.util.Optional;

/**
 * Where a signaling-service takes sockets by itself.
 *
 * @param host the address that it listens at
 * @param port the TCP port; 0 takes any free one
 * @param address where gateways reach it; where empty, at the address of the process
 */
record SignalingPort(String host, int port, Optional<String> address) {
    private static final Setting PORT = new Setting("NULLROOM_SIGNALING_PORT", "TCP port", "8081",
        "The port of a signaling-service in a process without a gateway; 0 takes any free one.");
    private static final Setting HOST = new Setting("NULLROOM_SIGNALING_HOST", "IP address or name", "0.0.0.0",
        "The address that this port listens at.");
    private static final Setting ADDRESS = new Setting("NULLROOM_SIGNALING_ADDRESS", "IP address or name", "",
        "Where gateways reach this port; unset: at the address that the process has in its cluster.");

    static final List<Setting> SETTINGS = List.of(PORT, HOST, ADDRESS);

    static SignalingPort from(Environment environment) {
        return new SignalingPort(environment.text(HOST), (int) environment.number(PORT, 0, 65535),
            environment.optional(ADDRESS));
    }
}
