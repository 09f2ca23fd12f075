package io.nullroom.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who answers where, and where a known member's event bus is, is known without a question: the one that keeps it may be
 * the very one that cannot be reached, and what is said to others would wait for it.
 */
class NobodyIsAskedForWhatIsKnownTest {
    /** Less than the silence after which a member counts as gone, and somebody else keeps its part. */
    private static final int SECONDS = 2;

    private TestMember one;
    private HazelcastInstance membership;
    private Process other;

    @BeforeEach
    void join() throws Exception {
        int port = TestMember.freePort();
        int otherPort = TestMember.freePort();
        var seeds = "127.0.0.1:" + port + ",127.0.0.1:" + otherPort;
        one = TestMember.join(port, 0, seeds);
        membership = HazelcastInstanceFactory.getAllHazelcastInstances().stream()
            .filter(member -> member.getCluster().getLocalMember().getAddress().getPort() == port)
            .findAny().orElseThrow();
        other = startElsewhere(otherPort, seeds);
        awaits("it keeps something", () -> one.cluster().members() == 2
            && membership.getPartitionService().isClusterSafe() && findKeptByTheOther().isPresent());
    }

    @AfterEach
    void leave() throws InterruptedException {
        other.destroyForcibly().waitFor();
        one.close();
    }

    @Test
    void whereAMemberIs() throws Exception {
        var nodes = membership.<String, String>getMap(Membership.NODES);
        var kept = keptByTheOther();
        nodes.put(kept, "there");
        assertEquals("there", nodes.get(kept));
        silenceTheOther();
        assertEquals("there", nodes.getAsync(kept).toCompletableFuture().get(SECONDS, TimeUnit.SECONDS));
        assertTheOtherIsNotGone();
    }

    @Test
    void whoAnswersAtAnAddress() throws Exception {
        var vertx = one.cluster().vertx();
        var registry = (Registry) ((VertxInternal) vertx).clusterManager();
        var kept = keptByTheOther();
        vertx.eventBus().consumer(kept, heard -> { }).completion().await(10, TimeUnit.SECONDS);
        awaits("it is known", () -> registry.remembers(kept));
        silenceTheOther();
        var found = Future.<List<RegistrationInfo>>future(answer -> registry.getRegistrations(kept, answer))
            .await(SECONDS, TimeUnit.SECONDS);
        assertEquals(List.of(registry.getNodeId()), found.stream().map(RegistrationInfo::nodeId).toList());
        assertTheOtherIsNotGone();
    }

    /** Else somebody else would keep its part by now, and the answer prove nothing. */
    private void assertTheOtherIsNotGone() {
        assertEquals(2, one.cluster().members());
    }

    private String keptByTheOther() {
        return findKeptByTheOther().orElseThrow();
    }

    private Optional<String> findKeptByTheOther() {
        return IntStream.range(0, 1000).mapToObj(number -> "number " + number)
            .filter(key -> !membership.getPartitionService().getPartition(key).getOwner().localMember())
            .findFirst();
    }

    private static Process startElsewhere(int port, String seeds) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            Elsewhere.class.getName(), String.valueOf(port), seeds).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void awaits(String what, BooleanSupplier holds) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); !holds.getAsBoolean();) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private void silenceTheOther() throws Exception {
        assertTrue(new ProcessBuilder("kill", "-STOP", String.valueOf(other.pid())).inheritIO().start()
            .waitFor(10, TimeUnit.SECONDS));
    }

    /** A member in a JVM of its own. */
    static final class Elsewhere {
        private Elsewhere() {
        }

        /** Joins, and stays until it is killed; arguments: its port, and where others are. */
        public static void main(String[] arguments) {
            TestMember.join(Integer.parseInt(arguments[0]), 0, arguments[1]);
        }
    }
}
