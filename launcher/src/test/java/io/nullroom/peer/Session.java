package io.nullroom.peer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One side's session from the first signal to the conversation, over a real connection (G, A, C). */
final class Session implements WebRtc.Events, Conversation.Wire {
    private static final long CONFIRMATION_MILLISECONDS = 10_000;

    private final Role role;
    private final Context context;
    private final Entropy entropy;
    private final Conversation.Events events;
    private final Consumer<JsonObject> signals;
    private final SignalWriter writer;
    private final SignalReader reader;
    private final Agreement agreement;
    private final WebRtc connection;
    private final Candidates candidates;
    private final List<Runnable> unread = new ArrayList<>();
    private boolean open;
    private boolean confirmed;
    private Optional<SessionKeys> keys = Optional.empty();
    private Optional<Conversation> conversation = Optional.empty();

    /** Of a participant in that place; {@code signals} sends sealed ones. */
    Session(LinkKey link, SignalWriter.Place place, Context context, Conversation.Events events,
            Consumer<JsonObject> signals) {
        role = place.role();
        this.context = context;
        entropy = Entropy.system();
        this.events = events;
        this.signals = signals;
        writer = new SignalWriter(link, place, entropy);
        reader = new SignalReader(link, new SignalWriter.Place(place.room(), role.other()));
        agreement = role == Role.INITIATOR ? new Initiator(link, place.room(), entropy)
            : new Responder(link, place.room(), entropy);
        connection = new WebRtc(context, this);
        candidates = new Candidates(connection::candidate);
    }

    /** Begins a round, where that is this side's to do. */
    Future<Void> begin() {
        if (agreement instanceof Initiator initiator) {
            return connection.offer(sdp -> send(initiator.offer(sdp)));
        }
        send(new JsonObject().put("type", "ask"));
        return Future.succeededFuture();
    }

    /** Takes a sealed signal. */
    Future<Void> signal(Object sealed) {
        return reader.open(sealed).map(Member::object).map(this::take).orElse(Future.succeededFuture());
    }

    /** The conversation, once both channels are open and keys are agreed on. */
    Conversation conversation() {
        return conversation.orElseThrow();
    }

    /** From now on what the server does to signals ends nothing (G4). */
    void confirmed() {
        confirmed = true;
        reader.confirmed();
    }

    /** Ends it. */
    void close() {
        connection.close();
    }

    @Override
    public void candidate(JsonObject candidate) {
        send(new JsonObject().put("type", "candidate").put("round", agreement.round()).put("candidate", candidate));
    }

    @Override
    public void open() {
        open = true;
        context.owner().setTimer(CONFIRMATION_MILLISECONDS, late -> {
            if (!confirmed) {
                events.ended(new Refused(Reason.NO_CONNECTION, "no confirmation"));
            }
        });
        converse();
    }

    @Override
    public void message(String label, byte[] message) {
        conversation.ifPresentOrElse(talk -> read(talk, label, message),
            () -> unread.add(() -> read(conversation(), label, message)));
    }

    @Override
    public void text(byte[] frame) {
        connection.send(WebRtc.LABELS.get(0), frame);
    }

    @Override
    public void chunk(byte[] chunk) {
        connection.send(WebRtc.LABELS.get(1), chunk);
    }

    private Future<Void> take(JsonObject signal) {
        var type = Member.text(signal, "type");
        if (type.equals("candidate")) {
            candidates.take(signal);
            return Future.succeededFuture();
        }
        if (type.equals("ask")) {
            return begin();
        }
        agreement.take(signal).forEach(this::send);
        agreement.release().ifPresent(released -> keys = Optional.of(released));
        converse();
        return describe(type, signal);
    }

    private Future<Void> describe(String type, JsonObject signal) {
        if (type.equals("offer") && agreement instanceof Responder responder) {
            return connection.answer(signal.getString("sdp"), mine -> send(responder.answer(mine)))
                .compose(set -> described(signal));
        }
        // The answer to an offer that another has followed describes nothing any more.
        return type.equals("answer") && signal.getLong("round") == agreement.round()
            ? connection.accept(signal.getString("sdp")).compose(set -> described(signal)) : Future.succeededFuture();
    }

    private Future<Void> described(JsonObject signal) {
        candidates.described(signal.getLong("round"));
        return Future.succeededFuture();
    }

    private void converse() {
        if (open && conversation.isEmpty()) {
            keys.ifPresent(agreed -> {
                conversation = Optional.of(new Conversation(agreed, role, this, events, entropy));
                keys = Optional.empty();
                unread.forEach(Runnable::run);
                unread.clear();
            });
        }
    }

    private void read(Conversation talk, String label, byte[] message) {
        try {
            if (label.equals(WebRtc.LABELS.get(0))) {
                talk.text(message);
            } else {
                talk.chunk(message);
            }
        } catch (Refused refused) {
            events.ended(refused);
        }
    }

    private void send(JsonObject signal) {
        signals.accept(writer.seal(signal));
    }
}
