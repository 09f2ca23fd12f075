package io.nullroom.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.Joiner;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Environment;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Who is on the network without the secret can neither join, nor read, nor say anything.
 *
 * <p>Side by side, since a stranger knocks for fifteen seconds before it gives up.
 */
@Execution(ExecutionMode.CONCURRENT)
class StrangersStayOutTest {
    private static final String HOST = "127.0.0.1";
    private static final String ADDRESS = CheckHealth.ROOM.name();

    @Test
    void theAttackSucceedsWhereMembersAreNotSealed() throws Exception {
        int port = TestMember.freePort();
        var open = HazelcastInstanceFactory.newHazelcastInstance(
            Membership.of(config(port), InetAddress.getByName(HOST)), "open", new UnsealedMembers(config(port)));
        try {
            open.getMultiMap("__vertx.subs").put(ADDRESS, "anything");
            assertEquals("members 2 addresses [" + ADDRESS + "]",
                Stranger.joins(open.getConfig().getClusterName(), HOST + ":" + port));
        } finally {
            open.shutdown();
        }
    }

    @Test
    void aStrangerWhoKnowsTheNameOfTheClusterStaysAlone() throws Exception {
        int port = TestMember.freePort();
        try (var member = TestMember.join(port, 0, HOST + ":" + port)) {
            member.bus().answer(CheckHealth.ROOM, question -> Future.succeededFuture(Done.DONE))
                .await(10, TimeUnit.SECONDS);
            var said = Stranger.joins(config(port).identity().clusterName(), HOST + ":" + port);
            assertTrue(said.equals("members 1 addresses []") || said.equals("nothing"), said);
            assertEquals(1, member.cluster().members());
        }
    }

    @Test
    void nobodySpeaksOnEitherPortWithoutTheKey() throws Exception {
        int port = TestMember.freePort();
        int busPort = TestMember.freePort();
        var heard = new AtomicInteger();
        try (var member = TestMember.join(port, busPort, HOST + ":" + port)) {
            member.bus().answer(CheckHealth.ROOM, question -> {
                heard.incrementAndGet();
                return Future.succeededFuture(Done.DONE);
            }).await(10, TimeUnit.SECONDS);
            assertEquals('H', answerTo(sealed(config(port).identity(), port)), "to the members' own key");
            for (int door : List.of(port, busPort)) {
                assertEquals(-1, answerTo(sealed(foreign(), door)), "to a key of another's, at " + door);
                assertEquals(-1, answerTo(new Socket(HOST, door)), "to plain text, at " + door);
            }
            assertEquals(0, heard.get());
        }
    }

    /** As members would be without TLS. */
    private static final class UnsealedMembers extends DefaultNodeContext {
        private final Seeds seeds;

        UnsealedMembers(ClusterConfig config) {
            seeds = config.seeds();
        }

        @Override
        public Joiner createJoiner(Node node) {
            return new SeedJoiner(node, seeds);
        }
    }

    private static Socket sealed(Identity identity, int port) throws IOException {
        return identity.context().getSocketFactory().createSocket(HOST, port);
    }

    /** The first byte that comes after the greeting of a member; -1 where we are shown the door. */
    private static int answerTo(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("HZC".getBytes(StandardCharsets.US_ASCII));
            return socket instanceof SSLSocket ? socket.getInputStream().read() : end(socket);
        } catch (SSLException | SocketException refused) {
            return -1;
        }
    }

    /** What is said in plain text before the end is an alert, and no answer. */
    private static int end(Socket socket) throws IOException {
        // Too long for the beginning of a record, and none.
        socket.getOutputStream().write(new byte[64]);
        return socket.getInputStream().readAllBytes().length > 16 ? 0 : -1;
    }

    private static Identity foreign() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var certificate = SelfSigned.certificate(pair);
        // It would let the members in: that they refuse it is their doing.
        return new Identity("foreign", pair.getPrivate(), List.of(certificate), config(1).identity().trusted());
    }

    private static ClusterConfig config(int port) {
        return ClusterConfig.from(new Environment(Map.of("NULLROOM_CLUSTER", HOST + ":" + port,
            "NULLROOM_CLUSTER_PORT", String.valueOf(port), "NULLROOM_CLUSTER_SECRET", TestMember.SECRET)))
            .orElseThrow();
    }
}
