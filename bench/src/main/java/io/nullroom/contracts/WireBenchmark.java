package io.nullroom.contracts;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the bus does with a message for another process: written on one side, read on the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WireBenchmark {
    private static final int CANDIDATES = 12;
    private static final int CANDIDATE = 250;
    private static final int DESCRIPTION = 3000;

    private final RecordCodec codec = new RecordCodec();
    private final Endpoint endpoint = new Endpoint(ConnectionId.random().value(), ConnectionId.random().value());
    private final JoinRoom join =
        new JoinRoom(RoomId.random(), endpoint, Optional.empty(), Optional.of(new Turn(endpoint.socket(), 0)));
    private final TellParticipant signals = new TellParticipant(endpoint.socket(), endpoint, 0, Stream.concat(
        Stream.of(signal(0, DESCRIPTION)),
        IntStream.rangeClosed(1, CANDIDATES).mapToObj(number -> signal(number, CANDIDATE))).toList());

    private static Notice signal(int number, int bytes) {
        var line = "a=rtpmap:111 opus/48000/2\\r\\n";
        var json = "{\"type\":\"offer\",\"sdp\":\"" + line.repeat(bytes / line.length()) + "\"}";
        return new Notice.Signal(ConnectionId.random(), new SignalId(0, number), json);
    }

    /** A socket asks for its place. */
    @Benchmark
    public Record crossJoin() {
        return cross(join);
    }

    /** An offer and what can be tried with it go to the other instance. */
    @Benchmark
    public Record crossSignals() {
        return cross(signals);
    }

    private Record cross(Record message) {
        var wire = Buffer.buffer();
        codec.encodeToWire(wire, message);
        return codec.decodeFromWire(0, wire);
    }
}
