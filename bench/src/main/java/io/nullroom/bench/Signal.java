package io.nullroom.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one browser says to the other, of the size that it has in life, with a number of its own.
 *
 * @param value as the other one has to receive it
 * @param json as it goes over the wire
 */
record Signal(JsonObject value, String json) {
    private static final int DESCRIPTION_BYTES = 3000;
    private static final int CANDIDATE_BYTES = 250;
    private static final int CANDIDATES = 12;
    private static final int LARGE_BYTES = 40_000;
    private static final String LINE = "a=rtpmap:111 opus/48000/2\r\n";

    /** A session description and its candidates; no two are alike that differ in type or number. */
    static List<Signal> negotiation(String type, long number) {
        return Stream.concat(Stream.of(sized(type, number, DESCRIPTION_BYTES)),
            IntStream.range(0, CANDIDATES).mapToObj(index -> candidate(number * CANDIDATES + index))).toList();
    }

    /** One candidate. */
    static Signal candidate(long number) {
        return sized("candidate", number, CANDIDATE_BYTES);
    }

    /** One that is not much below what a message may have, JSON in JSON as it is. */
    static Signal large() {
        return sized("large", 0, LARGE_BYTES);
    }

    private static Signal sized(String type, long number, int bytes) {
        var empty = new JsonObject().put("type", type).put("number", number).put("sdp", "").encode();
        var value = new JsonObject().put("type", type).put("number", number).put("sdp", filler(bytes - empty.length()));
        return new Signal(value, value.encode());
    }

    /** Lines that take so many bytes once they are JSON: each line's end takes two more than it has. */
    private static String filler(int bytes) {
        int lines = bytes / (LINE.length() + 2);
        return LINE.repeat(lines) + "-".repeat(bytes - lines * (LINE.length() + 2));
    }
}
