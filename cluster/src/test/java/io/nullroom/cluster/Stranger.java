package io.nullroom.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program of somebody who is on the network, and knows all that can be known without the secret. */
final class Stranger {
    private Stranger() {
    }

    /** Tries to join, and to read who answers where; arguments: the cluster's name, and a member's address. */
    public static void main(String[] arguments) {
        var config = new Config().setClusterName(arguments[0]);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.max.join.seconds", "15");
        // Ours, since it would not be let in with another; anybody can look it up.
        config.setProperty("hazelcast.partition.count", "31");
        var network = config.getNetworkConfig();
        network.setPort(0);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true).addMember(arguments[1]);
        var member = Hazelcast.newHazelcastInstance(config);
        System.out.println("members " + member.getCluster().getMembers().size()
            + " addresses " + member.getMultiMap("__vertx.subs").keySet());
        System.exit(0);
    }

    /** What it says, in a JVM of its own. */
    static String joins(String clusterName, String address) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            Stranger.class.getName(), clusterName, address).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            var said = output.lines().filter(line -> line.startsWith("members")).findFirst();
            process.waitFor(60, TimeUnit.SECONDS);
            return said.orElse("nothing");
        } finally {
            process.destroyForcibly();
        }
    }
}
