package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.StoreFixture.STAYING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms in a Redis Cluster of three: each whole on one of them, and on any. */
class RedisClusterTest {
    private static final int SLOTS = 16_384;

    @TempDir
    private static Path folder;

    private static final List<RedisProcess> NODES = Stream.generate(RedisProcess::new).limit(3).toList();
    private static List<RedisAdmin> admins;
    private static Vertx adminVertx;

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void start() {
        adminVertx = Vertx.vertx();
        var busPorts = IntStream.generate(Ports::free).limit(NODES.size()).toArray();
        for (int node = 0; node < NODES.size(); node++) {
            NODES.get(node).start("--cluster-enabled", "yes", "--cluster-port", String.valueOf(busPorts[node]),
                "--dir", folder.toString(), "--cluster-config-file", "nodes-" + node + ".conf",
                "--requirepass", "p@ss", "--masterauth", "p@ss");
        }
        admins = NODES.stream().map(node -> new RedisAdmin(adminVertx, ":p%40ss@127.0.0.1:" + node.port())).toList();
        for (int node = 0; node < NODES.size(); node++) {
            // Else they agree on their epochs later, and meanwhile old news of a slot may win over new ones.
            admins.get(node).ask(Command.CLUSTER, "SET-CONFIG-EPOCH", String.valueOf(node + 1));
            admins.get(node).ask(Command.CLUSTER, "ADDSLOTSRANGE", String.valueOf(SLOTS * node / NODES.size()),
                String.valueOf(SLOTS * (node + 1) / NODES.size() - 1));
            admins.get(0).ask(Command.CLUSTER, "MEET", "127.0.0.1", String.valueOf(NODES.get(node).port()),
                String.valueOf(busPorts[node]));
        }
        admins.forEach(admin -> admin.await("cluster_state:ok", Command.CLUSTER, "INFO"));
    }

    @AfterAll
    static void stop() {
        answer(adminVertx.close());
        NODES.forEach(RedisProcess::close);
    }

    @AfterEach
    void close() {
        answer(vertx.close());
    }

    @Test
    void roomsAreSpreadAndEachIsWholeOnOneServer() {
        var store = store("redis-cluster://:p%40ss@127.0.0.1:1,127.0.0.1:" + NODES.get(1).port());
        for (int count = 0; count < 60; count++) {
            var room = answer(store.create(RoomId.random())).room();
            var first = Guest.at(store, room);
            var connection = first.join().connection();
            Guest.at(store, room).join();
            first.hold();
            assertEquals(connection, first.onAnotherSocket().join().connection());
        }
        var keys = admins.stream().map(admin -> admin.ask(Command.DBSIZE).toLong()).toList();
        assertEquals(180, keys.stream().mapToLong(Long::longValue).sum());
        assertTrue(keys.stream().allMatch(there -> there > 0), keys.toString());
        assertEquals(Done.DONE, answer(store.check(new CheckHealth())));
        answer(store.close());
    }

    @Test
    void handshakesAreLeftAndTakenOnAnyServer() {
        var store = store("redis-cluster://:p%40ss@127.0.0.1:" + NODES.get(2).port());
        for (int count = 0; count < 16; count++) {
            var handshake = new HandshakeId(Integer.toHexString(count).repeat(64));
            answer(store.store(new StoreHandshake(handshake, "blob")));
            assertEquals("blob", answer(store.take(new TakeHandshake(handshake))).blob());
        }
        answer(store.close());
    }

    @Test
    void aRoomIsFoundAgainWhenItsSlotHasMoved() {
        var store = store("redis-cluster://:p%40ss@127.0.0.1:" + NODES.get(0).port());
        var room = answer(store.create(RoomId.random())).room();
        var slot = admins.get(0).ask(Command.CLUSTER, "KEYSLOT", "room:{" + room.value() + "}").toString();
        var owner = admins.stream().filter(admin -> admin.ask(Command.DBSIZE).toLong() > 0
            && admin.ask(Command.CLUSTER, "COUNTKEYSINSLOT", slot).toLong() > 0).findFirst().orElseThrow();
        var other = admins.stream().filter(admin -> admin != owner).findFirst().orElseThrow();
        var guest = Guest.at(store, room);
        var connection = guest.join().connection();
        other.ask(Command.CLUSTER, "SETSLOT", slot, "IMPORTING", owner.ask(Command.CLUSTER, "MYID").toString());
        owner.ask(Command.CLUSTER, "SETSLOT", slot, "MIGRATING", other.ask(Command.CLUSTER, "MYID").toString());
        owner.ask(Command.CLUSTER, "GETKEYSINSLOT", slot, "10").forEach(key -> owner.ask(Command.MIGRATE, "127.0.0.1",
            String.valueOf(other.port()), key.toString(), "0", "5000", "AUTH", "p@ss"));
        // The new owner first: until it has claimed the slot, an old claim may still win.
        Stream.concat(Stream.of(other), admins.stream().filter(admin -> admin != other)).forEach(admin ->
            admin.ask(Command.CLUSTER, "SETSLOT", slot, "NODE", other.ask(Command.CLUSTER, "MYID").toString()));
        assertEquals(connection, guest.onAnotherSocket().join().connection());
        answer(store.close());
    }

    private RoomStore store(String url) {
        return new RedisRoomStore(STAYING, new RedisLink(vertx, RedisHost.config(url), RedisFixture.PATIENCE));
    }
}
