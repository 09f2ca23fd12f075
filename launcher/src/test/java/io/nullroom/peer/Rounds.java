package io.nullroom.peer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a connection and an agreement through their rounds of offer and answer (A8, C2, C3). */
final class Rounds {
    private static final long ANSWER_MILLISECONDS = 2_000;

    private final Agreement agreement;
    private final WebRtc connection;
    private final Context context;
    private final Consumer<JsonObject> send;
    private final Candidates candidates;
    private boolean unanswered;

    /** {@code send} seals and sends a signal. */
    Rounds(Agreement agreement, WebRtc connection, Context context, Consumer<JsonObject> send) {
        this.agreement = agreement;
        this.connection = connection;
        this.context = context;
        this.send = send;
        candidates = new Candidates(connection::candidate);
    }

    /** Begins a round, or asks for one (C3). */
    Future<Void> begin() {
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
            return asked();
        }
        if (type.equals("refusal")) {
            return Future.succeededFuture();
        }
        long before = agreement.round();
        agreement.take(signal).forEach(send);
        return describe(type, signal, before);
    }

    /** Begins no other by itself. */
    void stop() {
        unanswered = false;
    }

    /** The keys, once. */
    Optional<SessionKeys> release() {
        return agreement.release();
    }

    /** An offer on its way answers whoever asks for one, unless it was lost, as shows when no answer comes (C5). */
    private Future<Void> asked() {
        if (!unanswered) {
            return begin();
        }
        long round = agreement.round();
        context.owner().setTimer(ANSWER_MILLISECONDS, late -> {
            if (unanswered && agreement.round() == round) {
                begin();
            }
        });
        return Future.succeededFuture();
    }

    /** A description of a round that was, or of one that was answered, is passed over (C5). */
    private Future<Void> describe(String type, JsonObject signal, long before) {
        if (type.equals("offer") && agreement instanceof Responder responder && agreement.round() > before) {
            return connection.answer(signal.getString("sdp"), mine -> send.accept(responder.answer(mine)))
                .compose(set -> described());
        }
        if (type.equals("answer") && unanswered && signal.getLong("round") == agreement.round()) {
            unanswered = false;
            return connection.accept(signal.getString("sdp")).compose(set -> described());
        }
        return Future.succeededFuture();
    }

    private Future<Void> described() {
        candidates.described(agreement.round());
        return Future.succeededFuture();
    }
}
