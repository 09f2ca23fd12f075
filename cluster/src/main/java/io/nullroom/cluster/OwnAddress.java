package io.nullroom.cluster;

import io.nullroom.contracts.SettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.security.Security;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Finds the address by which the others reach this process. */
final class OwnAddress {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** In seconds; Java's own are 30 and 10, in which a name may come to stand for others. */
    private static final String MEMORY_OF_NAMES = "1";

    private OwnAddress() {
    }

    /** The one that is set, or else the one that the seeds are spoken to from; blocks until one is found. */
    static InetAddress find(ClusterConfig config) throws IOException {
        Security.setProperty("networkaddress.cache.ttl", MEMORY_OF_NAMES);
        Security.setProperty("networkaddress.cache.negative.ttl", MEMORY_OF_NAMES);
        if (config.host().isPresent()) {
            return named(config.host().get());
        }
        try (var probe = DatagramChannel.open()) {
            // Nothing is sent: the system is asked by which of our addresses it would be.
            probe.connect(first(config.seeds()));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        }
    }

    private static InetAddress named(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException nowhere) {
            throw new SettingException(
                ClusterConfig.HOST.name() + " is no address, and no name that can be found: correct or unset it.");
        }
    }

    private static InetSocketAddress first(Seeds seeds) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        do {
            var found = seeds.addresses();
            if (!found.isEmpty()) {
                return found.get(0);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < end);
        throw new SettingException("No name in " + ClusterConfig.CLUSTER.name() + " could be found within "
            + PATIENCE.toSeconds() + " seconds: correct it, or have it stand for processes that are not ready, too.");
    }
}
