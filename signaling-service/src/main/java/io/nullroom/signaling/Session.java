package io.nullroom.signaling;

import io.nullroom.contracts.CableHandshake;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Standing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One socket, from welcome to close: reads commands, keeps the limits, and has at most one {@link Place}.
 *
 * <p>Whatever a client does wrong ends in {@link #end(Failure)}: one reason, once.
 */
final class Session {
    /** Whoever needs more tries than this to get a place is guessing. */
    private static final int SUBSCRIPTION_ATTEMPTS = 20;
    /** After half of the silence that it is allowed a client is asked whether it is there, at each beat. */
    private static final int SILENT_SHARE = 2;
    /** How late a beat may be: who is not asked at one may be silent for too long at the next. */
    private static final long UNPUNCTUALITY_MILLIS = SignalingVerticle.HEARTBEAT_MILLIS / 2;
    /** Less than the next socket's instance waits for what is left. */
    private static final long LAST_WORDS_MILLIS = 700;

    private final Instance instance;
    private final Wire wire;
    private final Arrival arrival;
    private final Numbering numbering;
    private final String voice;
    private final Budget budget;
    private final Promise<Void> gone = Promise.promise();
    private Standing standing;
    private Optional<Place> place = Optional.empty();
    private String knownIdentifier = "";
    private int attempts;
    private long heardAt;
    private long placelessSince;
    private boolean open = true;
    /** Sent away to come back: what the client had said before it heard that counts still. */
    private boolean sentAway;

    Session(Instance instance, Wire wire, Arrival arrival) {
        this.instance = instance;
        this.wire = wire;
        this.arrival = arrival;
        numbering = new Numbering(arrival.continuation());
        voice = arrival.passage().map(Passage::secret).orElseGet(Instance::randomKey);
        standing = arrival.continuation().map(Continuation::standing).orElse(Standing.WELCOMED);
        heardAt = instance.time().millis();
        placelessSince = heardAt;
        budget = new Budget(instance.config(), heardAt);
    }

    /** How its socket has come here. */
    Arrival arrival() {
        return arrival;
    }

    /** A secret of the socket, the same on each instance that it goes on at. */
    String voice() {
        return voice;
    }

    /** How the client stands. */
    Standing standing() {
        return standing;
    }

    /** Whether the client's message of that number is the subscription that it had at a former instance. */
    boolean isContinued(long number) {
        return arrival.continuation().map(Continuation::standing)
            .filter(before -> before.subscribed() && before.since() == number).isPresent();
    }

    /** Says what is to be said first; a gateway that has passed the socket on has welcomed its client itself. */
    void welcome() {
        if (arrival.passage().isEmpty()) {
            send(Standing.WELCOMED, CableHandshake.WELCOME);
        } else if (arrival.continuation().isPresent()) {
            // Its former instance may have been silent for as long as the client bears.
            send(ServerMessages.ping(instance.time().unixSeconds()));
        }
    }

    /** A text message has come in. */
    void receive(String text) {
        if (!open && !sentAway) {
            return;
        }
        heard();
        long number = numbering.take();
        boolean repeated = numbering.isRepeated();
        try {
            budget.check(text);
            if (!repeated) {
                budget.spendMessage(heardAt);
            }
            var command = CommandParser.parse(text);
            if (open) {
                perform(command, number, repeated);
            } else if (command instanceof ClientCommand.SendSignal) {
                act(command, number, repeated);
            }
        } catch (FailureException refusal) {
            end(refusal.failure());
        }
    }

    /** Something has come in that shows that the client is alive. */
    void heard() {
        heardAt = instance.time().millis();
    }

    /** Sends to the client, where it is there; one that has stopped reading is let go. */
    boolean send(String text) {
        if (isReading()) {
            wire.send(text);
        }
        return open;
    }

    /** Sends what has the client stand like that. */
    boolean send(Standing after, String text) {
        if (isReading()) {
            standing = after;
            wire.send(after, text);
        }
        return open;
    }

    private boolean isReading() {
        if (open && wire.congested()) {
            end(Failure.SLOW_READER);
        }
        return open;
    }

    /** The instance's heart has beaten. */
    void beat(String ping) {
        var now = instance.time().millis();
        if (now - heardAt > instance.config().silence().toMillis()) {
            end(Failure.CONNECTION_LOST);
        } else if (place.isEmpty() && now - placelessSince > instance.config().idle().toMillis()) {
            end(Failure.IDLE);
        } else if (isReading()) {
            long asked = instance.config().silence().toMillis() / SILENT_SHARE - UNPUNCTUALITY_MILLIS;
            wire.beat(ping, now - heardAt >= asked);
        }
    }

    /** When the client can have nothing more to say here, who was sent away; that is not waited for for long. */
    Future<Void> lastWords() {
        return sentAway ? instance.time().upTo(LAST_WORDS_MILLIS, gone.future()) : Future.succeededFuture();
    }

    /** The socket is gone, without a word. */
    void lost() {
        lost(Place::vanish);
    }

    /** The trunk that the socket came by is gone: the client may be there still, and go on by another one. */
    void trunkLost() {
        lost(Place::awaitMove);
    }

    private void lost(Consumer<Place> fate) {
        gone.tryComplete();
        if (open) {
            close();
            instance.meters().closed();
            place.ifPresent(fate);
        }
    }

    /**
     * Ends the session for {@code reason}: who may come back has the place held, who may not gives it up.
     *
     * @return when the place is settled
     */
    Future<Void> end(Failure reason) {
        if (!open) {
            return Future.succeededFuture();
        }
        close();
        sentAway = reason.onCable() == Failure.OnCable.RETURN;
        instance.meters().ended(reason);
        wire.end(reason);
        return place.map(taken -> sentAway ? taken.vanish() : taken.leave())
            .orElse(Future.succeededFuture());
    }

    /**
     * Has the gateway take the socket to another instance, which the client does not notice; where no gateway can,
     * sends the client away for {@code reason}.
     *
     * @return when the place is held
     */
    Future<Void> moveOn(Failure reason) {
        if (arrival.passage().isEmpty()) {
            return end(reason);
        }
        // Two instances that ask for one place at a time would take it from each other.
        return place.map(Place::answered).orElse(Future.succeededFuture()).compose(answered -> {
            if (!open) {
                return Future.succeededFuture();
            }
            close();
            instance.meters().ended(reason);
            wire.moveOn();
            return place.map(Place::moveOn).orElse(Future.succeededFuture());
        });
    }

    /** The place has been got: read on. */
    void placeTaken() {
        wire.resume();
    }

    /** The place could not be got, or is no more. */
    void placeGone() {
        place = Optional.empty();
        placelessSince = instance.time().millis();
        if (open) {
            standing = standing.unsubscribed(numbering.last());
            wire.mark(standing);
            wire.resume();
        }
    }

    private void close() {
        open = false;
        instance.forget(this);
    }

    private void perform(ClientCommand command, long number, boolean repeated) {
        if (command instanceof ClientCommand.Subscribe subscribe) {
            subscribe(subscribe, number);
        } else if (command instanceof ClientCommand.Unsubscribe) {
            place.filter(taken -> taken.isNamed(command.identifier())).ifPresent(Place::leave);
        } else {
            act(command, number, repeated);
        }
    }

    private void subscribe(ClientCommand.Subscribe subscribe, long number) {
        if (place.isPresent()) {
            // The stock client repeats a subscribe until it is confirmed, and may have crossed the confirmation.
            if (place.get().isNamed(subscribe.identifier())) {
                return;
            }
            throw new FailureException(Failure.SUBSCRIPTION_LIMIT);
        }
        attempts++;
        if (attempts > SUBSCRIPTION_ATTEMPTS) {
            throw new FailureException(Failure.RATE_LIMITED);
        }
        knownIdentifier = subscribe.identifier();
        if (subscribe.room().isEmpty()) {
            // Looks the same as a room that is not there.
            send(standing.unsubscribed(number),
                ServerMessages.rejection(ServerMessages.quoted(subscribe.identifier())));
            return;
        }
        budget.subscribed();
        // What follows a subscribe is read when it is answered, so that commands never overtake each other.
        wire.pause();
        var asked = new Place(instance, this, subscribe, number);
        place = Optional.of(asked);
        asked.join();
    }

    private void act(ClientCommand command, long number, boolean repeated) {
        if (knownIdentifier.isEmpty() && arrival.continuation().isPresent()) {
            // Of a subscription that has ended at a former instance: late, too.
            return;
        }
        if (!command.identifier().equals(knownIdentifier)) {
            throw new FailureException(Failure.INVALID_IDENTIFIER);
        }
        budget.spendAction();
        // An action of a subscription that has just ended is late, not wrong.
        place.ifPresent(taken -> {
            if (command instanceof ClientCommand.SendSignal signal) {
                taken.signal(number, signal.data(), repeated);
            } else if (command instanceof ClientCommand.InitiateFileTransfer transfer) {
                taken.channel().answerTransfer(transfer.size());
            }
        });
    }
}
