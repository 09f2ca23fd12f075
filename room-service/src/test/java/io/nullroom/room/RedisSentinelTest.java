package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.until;
import static io.nullroom.room.StoreFixture.ENDING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.RoomId;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms at whatever server the Sentinels name as the master. */
class RedisSentinelTest {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess master = new RedisProcess();
    private final RedisProcess replica = new RedisProcess();
    private final RedisProcess sentinel = new RedisProcess();

    @AfterEach
    void close() {
        answer(vertx.close());
        sentinel.close();
        replica.close();
        master.close();
    }

    @Test
    void whenTheMasterDiesTheNextOneIsUsed() throws IOException {
        startAll();
        var url = "redis-sentinel://:p%40ss@127.0.0.1:1,127.0.0.1:" + sentinel.port() + "/3#rooms";
        var store = new RedisRoomStore(ENDING, new RedisLink(vertx, RedisHost.config(url), RedisFixture.PATIENCE));
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        var connection = guest.join().connection();
        var admin = new RedisAdmin(vertx, ":p%40ss@127.0.0.1:" + replica.port());
        admin.await("db3:keys=3", Command.INFO, "keyspace");
        master.kill();
        until("a room after the failover", () -> answer(store.create(RoomId.random()).map(true).otherwise(false)));
        assertEquals(connection, guest.onAnotherSocket().join().connection());
        assertEquals("master", admin.ask(Command.ROLE).get(0).toString());
        answer(store.close());
    }

    private void startAll() throws IOException {
        master.start("--requirepass", "p@ss", "--masterauth", "p@ss");
        replica.start("--requirepass", "p@ss", "--masterauth", "p@ss", "--dir", folder.toString(),
            "--replicaof", "127.0.0.1 " + master.port(), "--repl-diskless-load", "swapdb");
        new RedisAdmin(vertx, ":p%40ss@127.0.0.1:" + replica.port())
            .await("master_link_status:up", Command.INFO, "replication");
        var file = Files.writeString(folder.resolve("sentinel.conf"), String.join("\n",
            "requirepass p@ss",
            "sentinel monitor rooms 127.0.0.1 " + master.port() + " 1",
            "sentinel auth-pass rooms p@ss",
            "sentinel down-after-milliseconds rooms 500",
            "sentinel failover-timeout rooms 2000", ""));
        sentinel.startFrom(file, "--sentinel");
        new RedisAdmin(vertx, ":p%40ss@127.0.0.1:" + sentinel.port())
            .await("slaves=1", Command.INFO, "sentinel");
    }
}
