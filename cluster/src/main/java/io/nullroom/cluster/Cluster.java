package io.nullroom.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import io.nullroom.contracts.SettingException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.internal.VertxBootstrap;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Vert.x whose event bus reaches every process of the cluster.
 *
 * <p>Whatever one member says to another goes through TLS 1.3 with certificates on both sides, see {@link Identity}.
 */
public final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final Vertx vertx;
    private final HazelcastInstance member;

    private Cluster(Vertx vertx, HazelcastInstance member) {
        this.vertx = vertx;
        this.member = member;
    }

    /**
     * Joins those that are there, or is the first, with a Vert.x of {@code bootstrap}, whose bus is set here.
     *
     * @return a future of no context; fails with {@link SettingException} where the settings lead nowhere
     */
    public static Future<Cluster> join(ClusterConfig config, VertxBootstrap bootstrap) {
        return apart("cluster-join", () -> {
            var self = OwnAddress.find(config);
            var member = member(config, self);
            try {
                bootstrap.options().setEventBusOptions(bus(config, self));
                return joined(member, bootstrap);
            } catch (Exception refusal) {
                member.shutdown();
                throw refusal instanceof BindException ? portTaken() : refusal;
            }
        });
    }

    /** The Vert.x. */
    public Vertx vertx() {
        return vertx;
    }

    /** The address of this process for the others. */
    public String address() {
        return member.getCluster().getLocalMember().getAddress().getHost();
    }

    /** How many there are, with this one. */
    public int members() {
        return member.getCluster().getMembers().size();
    }

    /** Closes the Vert.x, and then tells the others that this process is gone. */
    public Future<Void> leave() {
        return vertx.close().eventually(() -> apart("cluster-leave", () -> {
            member.shutdown();
            return null;
        }));
    }

    private static HazelcastInstance member(ClusterConfig config, InetAddress self) {
        var membership = Membership.of(config, self);
        try {
            return HazelcastInstanceFactory.newHazelcastInstance(
                membership, membership.getInstanceName(), new SealedMembers(config));
        } catch (HazelcastException refusal) {
            // The one way to fail that it has no class of its own for.
            var taken = String.valueOf(refusal.getMessage()).contains("already in use")
                || refusal.getCause() instanceof IOException;
            throw taken ? portTaken() : refusal;
        }
    }

    private static RuntimeException portTaken() {
        return new SettingException("A port of the cluster is taken, or the address is not this machine's: set "
            + ClusterConfig.PORT.name() + ", " + ClusterConfig.BUS_PORT.name() + " or " + ClusterConfig.HOST.name()
            + ".");
    }

    private static Cluster joined(HazelcastInstance member, VertxBootstrap bootstrap) {
        member.getCluster().addMembershipListener(new Roll());
        var vertx = bootstrap.clusterManager(new Registry(member)).init().clusteredVertx().await();
        LOG.info("One of {} in the cluster, at {}",
            member.getCluster().getMembers().size(), member.getCluster().getLocalMember().getAddress());
        return new Cluster(vertx, member);
    }

    /** Says who comes and goes. */
    private static final class Roll implements MembershipListener {

        @Override
        public void memberAdded(MembershipEvent event) {
            LOG.info("{} has joined the cluster of {}", event.getMember().getAddress(), event.getMembers().size());
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            LOG.info("{} has left the cluster of {}", event.getMember().getAddress(), event.getMembers().size());
        }
    }

    private static EventBusOptions bus(ClusterConfig config, InetAddress self) {
        return new EventBusOptions()
            .setHost(self.getHostAddress())
            .setPort(config.busPort())
            .setSsl(true)
            .setKeyCertOptions(config.identity().keyOptions())
            .setTrustOptions(config.identity().trustOptions())
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustAll(false)
            .setEnabledSecureTransportProtocols(Set.of(Identity.PROTOCOL))
            .setConnectTimeout(1000)
            .setSslHandshakeTimeout(5)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            // A link that has gone silent is dropped as soon as its member would be.
            .setClusterPingInterval(1000)
            .setClusterPingReplyInterval(2000);
    }

    /** Hazelcast's steps block, so they have a thread of their own for as long as they take. */
    private static <T> Future<T> apart(String name, Callable<T> step) {
        Promise<T> done = Promise.promise();
        new Thread(() -> {
            try {
                done.complete(step.call());
            } catch (Exception failure) {
                done.fail(failure);
            }
        }, name).start();
        return done.future();
    }
}
