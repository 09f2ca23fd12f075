package io.nullroom.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.properties.PropertyDefinition;
import com.hazelcast.logging.ILogger;
import com.hazelcast.spi.discovery.AbstractDiscoveryStrategy;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.DiscoveryStrategy;
import com.hazelcast.spi.discovery.DiscoveryStrategyFactory;
import com.hazelcast.spi.discovery.SimpleDiscoveryNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Tells Hazelcast where members may be, whenever it asks: at the start, and then every few seconds.
 *
 * <p>Its own join by a list of names looks them up once and takes one address of each.
 *
 * @param seeds what is looked up
 */
record SeedDiscovery(Seeds seeds) implements DiscoveryStrategyFactory {

    @Override
    public Class<? extends DiscoveryStrategy> getDiscoveryStrategyType() {
        return LookUp.class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public DiscoveryStrategy newDiscoveryStrategy(
            DiscoveryNode self, ILogger logger, Map<String, Comparable> properties) {
        return new LookUp(seeds, logger, properties);
    }

    @Override
    public Collection<PropertyDefinition> getConfigurationProperties() {
        return List.of();
    }

    private static final class LookUp extends AbstractDiscoveryStrategy {
        private final Seeds seeds;

        @SuppressWarnings("rawtypes")
        LookUp(Seeds seeds, ILogger logger, Map<String, Comparable> properties) {
            super(logger, properties);
            this.seeds = seeds;
        }

        @Override
        public Iterable<DiscoveryNode> discoverNodes() {
            return seeds.addresses().stream()
                .<DiscoveryNode>map(address -> new SimpleDiscoveryNode(new Address(address))).toList();
        }
    }
}
