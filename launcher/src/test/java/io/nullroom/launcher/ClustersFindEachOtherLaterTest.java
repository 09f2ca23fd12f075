package io.nullroom.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A name that comes to stand for more processes than it did at the start brings them together. */
@Timeout(180)
class ClustersFindEachOtherLaterTest {
    private static final String NAME = "members.test";

    @TempDir
    private Path folder;

    @Test
    void twoThatStartedAloneBecomeOneWhenTheNameStandsForBoth() throws IOException {
        var port = String.valueOf(Ports.free("127.0.0.1"));
        var hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + NAME + "\n");
        var otherHosts = Files.writeString(folder.resolve("other-hosts"), "127.0.0.2 " + NAME + "\n");
        try (var one = start(hosts, "127.0.0.1", port); var other = start(otherHosts, "127.0.0.2", port)) {
            one.awaitLine("One of 1 in the cluster");
            other.awaitLine("One of 1 in the cluster");
            Files.writeString(hosts, "127.0.0.1 " + NAME + "\n127.0.0.2 " + NAME + "\n");
            Files.writeString(otherHosts, "127.0.0.1 " + NAME + "\n127.0.0.2 " + NAME + "\n");
            one.awaitLine("has joined the cluster of 2");
            other.awaitLine("has joined the cluster of 2");
        }
    }

    private static ChildServer start(Path hosts, String address, String port) {
        return ChildServer.start(Map.of(
            // Java's own stand-in for a name server; it is read at each look-up.
            "JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts,
            "NULLROOM_CLUSTER", NAME,
            "NULLROOM_CLUSTER_HOST", address,
            "NULLROOM_CLUSTER_PORT", port,
            "NULLROOM_CLUSTER_BUS_PORT", "0",
            "NULLROOM_CLUSTER_SECRET", "0123456789abcdef0123456789abcdef"), "turn");
    }
}
