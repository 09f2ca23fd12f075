package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Candidates of the other one, of which early ones wait for the description of their round (C2). */
final class Candidates {
    /** How many early ones wait. */
    static final int MOST_EARLY = 64;

    private final Consumer<Candidate> connection;
    private final List<JsonObject> early = new ArrayList<>();
    private long described;

    /** {@code connection} gets those whose time has come. */
    Candidates(Consumer<Candidate> connection) {
        this.connection = connection;
    }

    /** Takes the signal of one. */
    void take(JsonObject signal) {
        long round = Member.round(signal);
        early.removeIf(other -> Member.round(other) < round);
        if (!candidate(signal).line().isEmpty() && early.size() < MOST_EARLY) {
            early.add(signal);
        }
        pass();
    }

    /** The other one's description of that round is in. */
    void described(long round) {
        described = round;
        pass();
    }

    /** Later ones wait, earlier ones are dropped. */
    private void pass() {
        early.removeIf(signal -> {
            long round = Member.round(signal);
            if (round == described) {
                connection.accept(candidate(signal));
            }
            return round <= described;
        });
    }

    private static Candidate candidate(JsonObject signal) {
        if (signal.getValue("candidate") instanceof JsonObject said) {
            return new Candidate(Member.text(said, "candidate"),
                given(said, "sdpMid").map(mid -> Member.text(said, "sdpMid")).orElse(""),
                given(said, "sdpMLineIndex").map(index -> (int) Member.number(said, "sdpMLineIndex", 0)).orElse(-1));
        }
        throw Refused.broken("no candidate");
    }

    /** What browsers leave out, or say to be null. */
    private static Optional<Object> given(JsonObject candidate, String member) {
        return Optional.ofNullable(candidate.getValue(member));
    }

    /**
     * One of them.
     *
     * @param line what it says of itself
     * @param mid the part of the description that it belongs to, or empty
     * @param index the same by its number, or -1
     */
    record Candidate(String line, String mid, int index) {
    }
}
