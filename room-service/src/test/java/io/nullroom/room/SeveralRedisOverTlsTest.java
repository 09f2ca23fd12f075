package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.failure;
import static io.nullroom.room.Answers.until;
import static io.nullroom.room.StoreFixture.STAYING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.RoomId;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sentinels and clusters over TLS, set up as the operations manual says: servers that name each other as their
 * certificates do are used, and others are not.
 */
class SeveralRedisOverTlsTest {
    private static final String PASSWORD = "p@ss";
    private static final int SLOTS = 16_384;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<RedisProcess> servers = new ArrayList<>();
    private TestCertificate certificate;

    @BeforeEach
    void certify() {
        certificate = TestCertificate.of("dns:localhost", folder);
    }

    @AfterEach
    void close() {
        answer(vertx.close());
        servers.forEach(RedisProcess::close);
    }

    /** A server that speaks plainly as well, to the tests alone. */
    private record Node(RedisProcess process, int tlsPort, RedisAdmin admin) {
    }

    @Test
    void whenTheMasterDiesTheNextOneIsUsed() throws IOException {
        var master = start();
        var replica = start("--replicaof", "localhost " + master.tlsPort(), "--repl-diskless-load", "swapdb",
            "--dir", folder.toString());
        replica.admin().await("master_link_status:up", Command.INFO, "replication");
        var store = store("rediss-sentinel://:p%40ss@localhost:" + startSentinel(master, "localhost") + "#rooms");
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        var connection = guest.join().connection();
        replica.admin().await("db0:keys=3", Command.INFO, "keyspace");
        master.process().kill();
        until("a room after the failover", () -> answer(store.create(RoomId.random()).map(true).otherwise(false)));
        assertEquals(connection, guest.onAnotherSocket().join().connection());
        answer(store.close());
    }

    @Test
    void aMasterOfAnotherNameThanItsCertificateIsNotUsed() throws IOException {
        var master = start();
        var store = store("rediss-sentinel://:p%40ss@localhost:" + startSentinel(master, "127.0.0.1") + "#rooms");
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        answer(store.close());
    }

    @Test
    void roomsAreSpreadOverACluster() {
        var nodes = startCluster("hostname");
        var store = store("rediss-cluster://:p%40ss@localhost:" + nodes.get(1).tlsPort());
        for (int count = 0; count < 30; count++) {
            var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
            var connection = guest.join().connection();
            guest.hold();
            assertEquals(connection, guest.onAnotherSocket().join().connection());
        }
        var keys = nodes.stream().map(node -> node.admin().ask(Command.DBSIZE).toLong()).toList();
        assertTrue(keys.stream().allMatch(there -> there > 0), keys.toString());
        answer(store.close());
    }

    @Test
    void aClusterOfOtherNamesThanItsCertificatesIsNotUsed() {
        var store = store("rediss-cluster://:p%40ss@localhost:" + startCluster("ip").get(1).tlsPort());
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        answer(store.close());
    }

    private List<Node> startCluster(String endpointType) {
        var busPorts = IntStream.generate(Ports::free).limit(3).toArray();
        var nodes = IntStream.range(0, busPorts.length).mapToObj(number -> start("--cluster-enabled", "yes",
            "--cluster-port", String.valueOf(busPorts[number]), "--dir", folder.toString(),
            "--cluster-config-file", "nodes-" + number + ".conf", "--cluster-announce-hostname", "localhost",
            "--cluster-preferred-endpoint-type", endpointType)).toList();
        for (int number = 0; number < nodes.size(); number++) {
            nodes.get(number).admin().ask(Command.CLUSTER, "ADDSLOTSRANGE",
                String.valueOf(SLOTS * number / nodes.size()), String.valueOf(SLOTS * (number + 1) / nodes.size() - 1));
            nodes.get(0).admin().ask(Command.CLUSTER, "MEET", "127.0.0.1",
                String.valueOf(nodes.get(number).tlsPort()), String.valueOf(busPorts[number]));
        }
        nodes.forEach(node -> node.admin().await("cluster_state:ok", Command.CLUSTER, "INFO"));
        return nodes;
    }

    private int startSentinel(Node master, String host) throws IOException {
        int tlsPort = Ports.free();
        var options = new ArrayList<>(List.of("requirepass " + PASSWORD, "sentinel resolve-hostnames yes",
            "sentinel announce-hostnames yes", "sentinel monitor rooms " + host + " " + master.tlsPort() + " 1",
            "sentinel auth-pass rooms " + PASSWORD, "sentinel down-after-milliseconds rooms 500",
            "sentinel failover-timeout rooms 2000"));
        tls(tlsPort).forEach((option, value) -> options.add(option + " " + value));
        var sentinel = new RedisProcess();
        servers.add(sentinel);
        sentinel.startFrom(Files.write(folder.resolve("sentinel.conf"), options), "--sentinel");
        var replicas = master.admin().ask(Command.INFO, "replication").toString()
            .replaceAll("(?s).*connected_slaves:(\\d+).*", "slaves=$1");
        new RedisAdmin(vertx, ":p%40ss@127.0.0.1:" + sentinel.port()).await(replicas, Command.INFO, "sentinel");
        return tlsPort;
    }

    private Node start(String... options) {
        int tlsPort = Ports.free();
        var process = new RedisProcess();
        servers.add(process);
        var all = Stream.of(Stream.of("--requirepass", PASSWORD, "--masterauth", PASSWORD,
                "--replica-announce-ip", "localhost"), Stream.of(options),
            tls(tlsPort).entrySet().stream().flatMap(option -> Stream.of("--" + option.getKey(), option.getValue())));
        process.start(all.flatMap(words -> words).toArray(String[]::new));
        return new Node(process, tlsPort, new RedisAdmin(vertx, ":p%40ss@127.0.0.1:" + process.port()));
    }

    private Map<String, String> tls(int port) {
        return Map.of("tls-port", String.valueOf(port), "tls-replication", "yes", "tls-cluster", "yes",
            "tls-auth-clients", "no", "tls-key-file", certificate.key().toString(),
            "tls-cert-file", certificate.certificate().toString(),
            "tls-ca-cert-file", certificate.certificate().toString());
    }

    private RoomStore store(String url) {
        var config = RedisConfig.from(new Environment(Map.of("NULLROOM_REDIS_URL", url,
            "NULLROOM_REDIS_CA_FILE", certificate.certificate().toString()))).orElseThrow();
        return new RedisRoomStore(STAYING, new RedisLink(vertx, config, RedisFixture.PATIENCE));
    }
}
