package io.nullroom.peer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;

/** One side's session from the first signal to the conversation, over a real connection (G, A, C). */
final class Session implements WebRtc.Events, Conversation.Wire {
    private static final long CONFIRMATION_MILLISECONDS = 10_000;

    private final Role role;
    private final Context context;
    private final Entropy entropy = Entropy.system();
    private final Conversation.Events events;
    private final SignalReader reader;
    private final WebRtc connection;
    private final Rounds rounds;
    private final Inbox inbox;
    private boolean open;
    private boolean confirmed;
    private Optional<SessionKeys> keys = Optional.empty();
    private Optional<Conversation> conversation = Optional.empty();

    /** Of a participant in that place; {@code signals} sends sealed ones. */
    Session(LinkKey link, SignalWriter.Place place, Engine engine, Conversation.Events events,
            Consumer<JsonObject> signals) {
        role = place.role();
        context = engine.context();
        this.events = events;
        inbox = new Inbox(events);
        reader = new SignalReader(link, new SignalWriter.Place(place.room(), role.other()));
        connection = engine.connection(this);
        var writer = new SignalWriter(link, place, entropy);
        rounds = new Rounds(role == Role.INITIATOR ? new Initiator(link, place.room(), entropy)
            : new Responder(link, place.room(), entropy), connection, context,
            signal -> signals.accept(writer.seal(signal)));
    }

    /** Begins a round, or asks for one. */
    Future<Void> begin() {
        return rounds.begin();
    }

    /**
     * Takes a sealed signal; none after the end.
     *
     * @throws Refused for what must not be taken, with which the session has ended
     */
    Future<Void> signal(Object sealed) {
        if (inbox.isOver()) {
            return Future.succeededFuture();
        }
        try {
            return take(sealed);
        } catch (Refused refused) {
            inbox.end(refused);
            throw refused;
        }
    }

    private Future<Void> take(Object sealed) {
        var taken = open(sealed).map(Member::object).map(rounds::take).orElse(Future.succeededFuture());
        rounds.release().ifPresent(released -> keys = Optional.of(released));
        converse();
        return taken;
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
        rounds.stop();
        connection.close();
    }

    @Override
    public void candidate(JsonObject candidate) {
        rounds.found(candidate);
    }

    @Override
    public void open() {
        open = true;
        context.owner().setTimer(CONFIRMATION_MILLISECONDS, late -> {
            if (!confirmed) {
                inbox.end(new Refused(Reason.NO_CONNECTION, "no confirmation"));
            }
        });
        converse();
    }

    @Override
    public void message(String label, byte[] message) {
        if (label.equals(WebRtc.LABELS.get(0))) {
            inbox.text(message);
        } else {
            inbox.chunk(message);
        }
    }

    @Override
    public void text(byte[] frame) {
        connection.send(WebRtc.LABELS.get(0), frame);
    }

    @Override
    public void chunk(byte[] chunk) {
        connection.send(WebRtc.LABELS.get(1), chunk);
    }

    /** Whose first signal does not open is told, so that both end for the same reason (G4). */
    private Optional<byte[]> open(Object sealed) {
        try {
            return reader.open(sealed);
        } catch (Refused refused) {
            if (refused.reason() == Reason.WRONG_KEY) {
                rounds.refuse();
            }
            throw refused;
        }
    }

    private void converse() {
        if (open && keys.isPresent()) {
            var talk = new Conversation(keys.get(), role, this, events, entropy);
            conversation = Optional.of(talk);
            keys = Optional.empty();
            inbox.opens(talk);
        }
    }
}
