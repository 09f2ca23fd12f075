package io.nullroom.signaling;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Where a signaling-service takes sockets by itself.
 *
 * @param host the address that it listens at
 * @param port the TCP port; 0 takes any free one
 * @param address where gateways reach it
 */
record SignalingPort(String host, int port, String address) {
    private static final Setting PORT = new Setting("NULLROOM_SIGNALING_PORT", "TCP port", "8081",
        "The port of a signaling-service in a process without a gateway; 0 takes any free one.");
    private static final Setting HOST = new Setting("NULLROOM_SIGNALING_HOST", "IP address or name", "0.0.0.0",
        "The address that this port listens at.");
    private static final Setting ADDRESS = new Setting("NULLROOM_SIGNALING_ADDRESS", "IP address or name", "",
        "Where gateways reach this port; unset: the address it listens at, or else the machine's.");

    static final List<Setting> SETTINGS = List.of(PORT, HOST, ADDRESS);

    static SignalingPort from(Environment environment) {
        var host = environment.text(HOST);
        return new SignalingPort(host, (int) environment.number(PORT, 0, 65535),
            environment.optional(ADDRESS).orElseGet(() -> reachable(host)));
    }

    private static String reachable(String host) {
        var any = Optional.of(host).filter(address -> !address.equals("0.0.0.0") && !address.equals("::"));
        return any.orElseGet(SignalingPort::machine);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException nameless) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }
}
