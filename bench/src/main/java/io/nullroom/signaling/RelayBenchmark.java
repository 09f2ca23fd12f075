package io.nullroom.signaling;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.nullroom.bench.OnLoop;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Roster;
import io.nullroom.contracts.Standing;
import io.nullroom.room.RoomConfig;
import io.nullroom.room.RoomVerticle;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One signal of the size of a candidate, from the frame that comes in to the one that goes out, in one instance. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RelayBenchmark {
    private static final int CANDIDATE = 250;
    /** Among so many no socket says more in a second than it may. */
    private static final int ROOMS = 64;
    private static final Environment SETTINGS = new Environment(Map.of("NULLROOM_CABLE_ACTIONS_PER_SECOND", "100000",
        "NULLROOM_CABLE_ACTIONS_PER_SUBSCRIPTION", "100000000"));

    private final OnLoop loop = new OnLoop();
    private final Bus bus = new Bus(loop.vertx());
    private final Instance instance = new Instance(SignalingConfig.from(SETTINGS), new BusRooms(bus),
        new VertxTime(loop.vertx()), new BusNeighbours(bus, new Roster()),
        new SignalingMeters(new CompositeMeterRegistry()), false, new Kept(Long.MAX_VALUE));
    private final List<Sender> senders = new ArrayList<>();
    private int turn;
    private int heard;

    private record Sender(Session session, String frame) {
    }

    /** A socket whose messages are counted. */
    private final class Ear implements Wire {
        private final Promise<Void> placed = Promise.promise();

        @Override
        public void send(String text) {
            heard++;
        }

        @Override
        public void send(Standing after, String text) {
            heard++;
        }

        @Override
        public void mark(Standing standing) {
            // No gateway is there to be told.
        }

        @Override
        public void moveOn() {
            throw new IllegalStateException("no other instance is here");
        }

        @Override
        public boolean congested() {
            return false;
        }

        @Override
        public void beat(String text, boolean asking) {
            throw new IllegalStateException("no heart beats here");
        }

        @Override
        public void pause() {
            // Nobody says anything meanwhile.
        }

        @Override
        public void resume() {
            placed.tryComplete();
        }

        @Override
        public void end(Failure reason) {
            throw new IllegalStateException("ended: " + reason);
        }
    }

    /** Two in each room. */
    @Setup
    public void meet() {
        loop.await(() -> loop.vertx().deployVerticle(
            new RoomVerticle(RoomConfig.from(SETTINGS), bus, new CompositeMeterRegistry())));
        for (int count = 0; count < ROOMS; count++) {
            var room = loop.await(() -> bus.request(CreateRoom.ADDRESS, new CreateRoom())).room();
            var identifier = JsonObject.of("channel", "RoomsChannel", "room_id", room.value()).encode();
            senders.add(new Sender(join(identifier), ParserBenchmark.signal(identifier, CANDIDATE)));
            join(identifier);
        }
    }

    private Session join(String identifier) {
        return loop.await(() -> {
            var ear = new Ear();
            var session = instance.open(ear, Arrival.DIRECT);
            session.receive(JsonObject.of("command", "subscribe", "identifier", identifier).encode());
            return ear.placed.future().map(session);
        });
    }

    /** In and out. */
    @Benchmark
    public int relayCandidate() {
        turn = (turn + 1) % ROOMS;
        var sender = senders.get(turn);
        sender.session().receive(sender.frame());
        return heard;
    }

    /** Stops. */
    @TearDown
    public void close() {
        loop.close();
    }
}
