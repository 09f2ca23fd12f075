package io.nullroom.bench;

import io.nullroom.launcher.Programs;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the servers are started. */
final class Product {
    /** Any free port. All limits are on, and counted; they are only higher than one address and one room ever need. */
    static final Map<String, String> SETTINGS = Map.of(
        "NULLROOM_PORT", "0", "NULLROOM_REQUEST_TIMEOUT_SECONDS", "300", "NULLROOM_ROOMS_PER_MINUTE", "1000000",
        "NULLROOM_TURN_CREDENTIALS_PER_ADDRESS", "1000000", "NULLROOM_SOCKETS_PER_MINUTE", "1000000",
        "NULLROOM_SOCKETS_PER_ADDRESS", "100000", "NULLROOM_MEMORY_ROOM_LIMIT", "1000000",
        "NULLROOM_CABLE_ACTIONS_PER_SECOND", "100000", "NULLROOM_CABLE_ACTIONS_PER_SUBSCRIPTION", "100000000");
    /** As {@code bin/run} has them on any Java. */
    static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4");

    private Product() {
    }

    /** The bare relay. */
    static ServerProcess.Command floor() {
        return new ServerProcess.Command(
            Stream.of(List.of("java"), FLAGS, List.of("-cp", jar(), FloorServer.class.getName()))
                .flatMap(List::stream).toList(), Map.of());
    }

    /** The one on Node. */
    static ServerProcess.Command node() {
        return new ServerProcess.Command(List.of("node", path("bench/node/relay.js")), Map.of());
    }

    /** The product as strangers start it; with no services named, all of them. */
    static ServerProcess.Command byRun(String... services) {
        return new ServerProcess.Command(
            Stream.concat(Stream.of(path("bin/run")), Stream.of(services)).toList(), SETTINGS);
    }

    /** Where something of the repository is. */
    static String path(String inRepository) {
        return Programs.repository().resolve(inRepository).toString();
    }

    private static String jar() {
        try {
            return Path.of(FloorServer.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
