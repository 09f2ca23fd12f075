package io.nullroom.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import java.util.Collection;
import java.util.HashSet;

/**
 * Tells Hazelcast where members may be, whenever it asks: at the start, and then every few seconds.
 *
 * <p>Its own join by a list of names looks them up once and takes one address of each; its join by a service that knows
 * addresses begins with a wait.
 */
final class SeedJoiner extends TcpIpJoiner {
    private final Seeds seeds;

    SeedJoiner(Node node, Seeds seeds) {
        super(node);
        this.seeds = seeds;
    }

    @Override
    protected Collection<Address> getPossibleAddresses() {
        var addresses = new HashSet<Address>();
        seeds.addresses().forEach(address -> addresses.add(new Address(address)));
        addresses.remove(node.getThisAddress());
        return addresses;
    }
}
