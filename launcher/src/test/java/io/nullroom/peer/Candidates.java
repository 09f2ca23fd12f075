package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Candidates of the other one, of which early ones wait for the description of their round (C2). */
final class Candidates {
    /** How many early ones wait. */
    static final int MOST_EARLY = 64;

    private final Consumer<JsonObject> connection;
    private final List<JsonObject> early = new ArrayList<>();
    private long described;

    /** {@code connection} gets those whose time has come. */
    Candidates(Consumer<JsonObject> connection) {
        this.connection = connection;
    }

    /** Takes the signal of one. */
    void take(JsonObject signal) {
        long round = Member.round(signal);
        early.removeIf(other -> Member.round(other) < round);
        if (early.size() < MOST_EARLY && !Member.text(candidate(signal), "candidate").isEmpty()) {
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

    private static JsonObject candidate(JsonObject signal) {
        if (signal.getValue("candidate") instanceof JsonObject candidate) {
            return candidate;
        }
        throw Refused.broken("no candidate");
    }
}
