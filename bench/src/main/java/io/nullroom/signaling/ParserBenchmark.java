package io.nullroom.signaling;

import io.nullroom.contracts.RoomId;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading one frame of the cable. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParserBenchmark {
    private static final int CANDIDATE = 250;
    private static final int DESCRIPTION = 3000;

    private final String identifier =
        JsonObject.of("channel", "RoomsChannel", "room_id", RoomId.random().value()).encode();
    private final String subscribe = JsonObject.of("command", "subscribe", "identifier", identifier).encode();
    private final String candidate = signal(identifier, CANDIDATE);
    private final String description = signal(identifier, DESCRIPTION);

    /** A frame that carries a signal of so many bytes. */
    static String signal(String identifier, int bytes) {
        var line = "a=rtpmap:111 opus/48000/2\r\n";
        var signal = JsonObject.of("type", "offer", "sdp", line.repeat(bytes / (line.length() + 2)));
        return JsonObject.of("command", "message", "identifier", identifier,
            "data", JsonObject.of("action", "send_signal", "data", signal).encode()).encode();
    }

    /** A subscribe. */
    @Benchmark
    public Object parseSubscribe() {
        return CommandParser.parse(subscribe);
    }

    /** A signal of the size of a candidate. */
    @Benchmark
    public Object parseCandidate() {
        return CommandParser.parse(candidate);
    }

    /** A signal of the size of a session description. */
    @Benchmark
    public Object parseDescription() {
        return CommandParser.parse(description);
    }
}
