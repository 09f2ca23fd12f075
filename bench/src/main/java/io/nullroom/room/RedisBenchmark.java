package io.nullroom.room;

import io.nullroom.bench.OnLoop;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.RoomId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A Lua script in Redis, there and back: the one that says where the other participant is. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RedisBenchmark {
    private static final int SCRIPTS = 100;

    private final OnLoop loop = new OnLoop();
    private final RoomId room = RoomId.random();
    private final Endpoint endpoint = new Endpoint("instance", "socket");
    private RoomStore store;

    /** Somebody has a place. */
    @Setup
    public void join() {
        var url = System.getProperty("nullroom.bench.redis");
        var config = RoomConfig.from(new Environment(Map.of("NULLROOM_REDIS_URL", url)));
        loop.await(() -> {
            store = new RedisRoomStore(config,
                new RedisLink(loop.vertx(), config.redis().orElseThrow(), RedisLink.PATIENCE));
            return store.create(room).compose(made -> store.join(
                new JoinRoom(room, endpoint, Optional.empty(), Optional.empty()), ConnectionId.random()));
        });
    }

    /** One round trip. */
    @Benchmark
    @OperationsPerInvocation(SCRIPTS)
    public void redisScript() {
        loop.inTurn(SCRIPTS, () -> store.findPeer(new FindPeer(room, endpoint, Optional.empty())));
    }

    /** Stops. */
    @TearDown
    public void close() {
        loop.await(store::close);
        loop.close();
    }
}
