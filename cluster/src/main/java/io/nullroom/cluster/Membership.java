package io.nullroom.cluster;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import java.net.InetAddress;
import java.util.Map;
import java.util.UUID;

/**
 * How Hazelcast is to run: as the list of who is there, and who answers where; nothing more.
 *
 * <p>It has no door but the members' own, calls nobody at home, and makes no object of a class that is not named here.
 */
final class Membership {
    /** Vert.x's own: at which port of which host a member's event bus listens. */
    static final String NODES = "__vertx.nodeInfo";

    private static final int CONNECT_SECONDS = 1;
    /** Threads are few, since there is little to do: a change of who is there, and a look-up after it. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
        Map.entry("hazelcast.phone.home.enabled", "false"),
        Map.entry("hazelcast.shutdownhook.enabled", "false"),
        Map.entry("hazelcast.logging.type", "slf4j"),
        Map.entry("hazelcast.health.monitoring.level", "OFF"),
        Map.entry("hazelcast.slow.operation.detector.enabled", "false"),
        Map.entry("hazelcast.socket.bind.any", "false"),
        // A member that says nothing for 3 seconds is gone, and its consumers with it.
        Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
        Map.entry("hazelcast.max.no.heartbeat.seconds", "3"),
        // What was asked of a member when the link to it broke is never answered: given up after twice this time.
        Map.entry("hazelcast.operation.call.timeout.millis", "5000"),
        // Two clusters that should be one look for each other this often: so a name may fill up after the start.
        Map.entry("hazelcast.merge.first.run.delay.seconds", "2"),
        Map.entry("hazelcast.merge.next.run.delay.seconds", "2"),
        // Who asks is let in at once, and does not wait for others to be let in with it.
        Map.entry("hazelcast.wait.seconds.before.join", "0"),
        Map.entry("hazelcast.graceful.shutdown.max.wait", "5"),
        Map.entry("hazelcast.partition.count", "31"),
        Map.entry("hazelcast.operation.thread.count", "2"),
        Map.entry("hazelcast.operation.generic.thread.count", "2"),
        Map.entry("hazelcast.operation.response.thread.count", "1"),
        Map.entry("hazelcast.event.thread.count", "1"),
        Map.entry("hazelcast.io.thread.count", "1"));

    private Membership() {
    }

    /** For the member that listens at {@code self}. */
    static Config of(ClusterConfig cluster, InetAddress self) {
        var config = new Config(UUID.randomUUID().toString())
            .setClusterName(cluster.identity().clusterName())
            .setAdvancedNetworkConfig(network(cluster))
            .addMultiMapConfig(new MultiMapConfig(Registry.ADDRESSES)
                .setBackupCount(1).setValueCollectionType(MultiMapConfig.ValueCollectionType.SET))
            // Whoever was reached once is found again without a question, which might go to the one that is cut off.
            .addMapConfig(new MapConfig(NODES).setNearCacheConfig(new NearCacheConfig()));
        PROPERTIES.forEach(config::setProperty);
        config.setProperty("hazelcast.local.localAddress", self.getHostAddress());
        config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        config.getMemberAttributeConfig().setAttribute("__vertx.nodeId", UUID.randomUUID().toString());
        return config;
    }

    private static AdvancedNetworkConfig network(ClusterConfig cluster) {
        var network = new AdvancedNetworkConfig().setEnabled(true).setMemberEndpointConfig(
            new ServerSocketEndpointConfig().setPort(cluster.port()).setPortAutoIncrement(false).setReuseAddress(true)
                .setSocketConnectTimeoutSeconds(CONNECT_SECONDS));
        var join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        // Read for every kind of join: how long to ask those who are starting, too, who is to be the first.
        join.getTcpIpConfig().setEnabled(false).setConnectionTimeoutSeconds(CONNECT_SECONDS);
        return network;
    }

    /** What the registry is made of, beside Hazelcast's and Java's own; all else is refused before it is made. */
    private static JavaSerializationFilterConfig filter() {
        return new JavaSerializationFilterConfig()
            .setWhitelist(new ClassFilter().addPackages("io.vertx.spi.cluster.hazelcast.impl"));
    }
}
