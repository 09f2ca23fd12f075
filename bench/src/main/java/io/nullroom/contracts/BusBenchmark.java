package io.nullroom.contracts;

import io.nullroom.bench.OnLoop;
import io.vertx.core.Future;
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

/** A question on the bus of one JVM and its answer, both on one event loop. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BusBenchmark {
    private static final int HOPS = 1000;
    private static final CreateRoom QUESTION = new CreateRoom();

    private final OnLoop loop = new OnLoop();
    private final Bus bus = new Bus(loop.vertx());

    /** Somebody answers. */
    @Setup
    public void answer() {
        var reply = new CreateRoom.Reply(RoomId.random(), 1);
        loop.await(() -> bus.answer(CreateRoom.ADDRESS, question -> Future.succeededFuture(reply)));
    }

    /** There and back. */
    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void busHop() {
        loop.inTurn(HOPS, () -> bus.request(CreateRoom.ADDRESS, QUESTION));
    }

    /** Stops. */
    @TearDown
    public void close() {
        loop.close();
    }
}
