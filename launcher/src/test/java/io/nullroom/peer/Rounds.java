package io.nullroom.peer;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a connection and an agreement through their rounds of offer and answer (A8, C2, C3). */
final class Rounds {
    private final Agreement agreement;
    private final WebRtc connection;
    private final Consumer<JsonObject> send;
    private final Candidates candidates;
    private boolean unanswered;

    /** {@code send} seals and sends a signal. */
    Rounds(Agreement agreement, WebRtc connection, Consumer<JsonObject> send) {
        this.agreement = agreement;
        this.connection = connection;
        this.send = send;
        candidates = new Candidates(connection::candidate);
    }

    /** Begins a round, or asks for one; an offer that is on its way answers whatever asks for one (C3). */
    Future<Void> begin() {
        if (unanswered) {
            return Future.succeededFuture();
        }
        if (agreement instanceof Initiator initiator) {
            unanswered = true;
            return connection.offer(sdp -> send.accept(initiator.offer(sdp)));
        }
        send.accept(new JsonObject().put("type", "ask"));
        return Future.succeededFuture();
    }

    /** Tells that the other one's first signal was refused (G4). */
    void refuse() {
        send.accept(new JsonObject().put("type", "refusal"));
    }

    /** Sends a candidate of this side's. */
    void found(JsonObject candidate) {
        send.accept(new JsonObject().put("type", "candidate").put("round", agreement.round())
            .put("candidate", candidate));
    }

    /**
     * Takes a signal that was opened.
     *
     * @throws Refused with {@code broken}
     */
    Future<Void> take(JsonObject signal) {
        var type = Member.text(signal, "type");
        if (type.equals("candidate")) {
            candidates.take(signal);
            return Future.succeededFuture();
        }
        if (type.equals("ask") && agreement instanceof Initiator) {
            return begin();
        }
        if (type.equals("refusal")) {
            return Future.succeededFuture();
        }
        agreement.take(signal).forEach(send);
        return describe(type, signal);
    }

    /** The keys, once. */
    Optional<SessionKeys> release() {
        return agreement.release();
    }

    private Future<Void> describe(String type, JsonObject signal) {
        if (type.equals("offer") && agreement instanceof Responder responder) {
            return connection.answer(signal.getString("sdp"), mine -> send.accept(responder.answer(mine)))
                .compose(set -> described(signal));
        }
        // The answer to an offer that another has followed describes nothing any more.
        return type.equals("answer") && signal.getLong("round") == agreement.round()
            ? connection.accept(signal.getString("sdp")).compose(set -> described(signal)) : Future.succeededFuture();
    }

    private Future<Void> described(JsonObject signal) {
        unanswered = false;
        candidates.described(signal.getLong("round"));
        return Future.succeededFuture();
    }
}
