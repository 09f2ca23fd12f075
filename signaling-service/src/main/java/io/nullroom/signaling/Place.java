package io.nullroom.signaling;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.SignalId;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/**
 * One participant's place in a room, from the question for it until it is given up.
 *
 * <pre>
 * JOINING --reply--> TAKEN --socket vanished,--> HELD --grace period over,--> GIVEN_UP
 *    |                 |     or moves on          |     or not moved on in time
 *    +--refused--------+--unsubscribed, expired---+--resumed by another socket--> GIVEN_UP
 * </pre>
 *
 * <p>What it says and is told, once it has the place, is its {@link Conversation}; until then that waits.
 */
final class Place {
    private enum Stage { JOINING, TAKEN, HELD, GIVEN_UP }

    /** How long whoever waits for the room-service's answer does so at the most. */
    private static final long ANSWER_MILLIS = 3000;
    /** How long a gateway may take to go on elsewhere: the stock client is back after 6 s (protocol.md, R11). */
    private static final long MOVE_MILLIS = 4000;

    private final Instance instance;
    private final Session session;
    private final String identifier;
    private final RoomId room;
    private final long speaker;
    private final boolean continued;
    private final Channel channel;
    private final Endpoint endpoint;
    private final Claim claim;
    private final Conversation conversation;
    private final Promise<Void> ready = Promise.promise();
    private Stage stage = Stage.JOINING;
    private Optional<ConnectionId> connection = Optional.empty();
    private boolean vanished;
    private boolean movedOn;
    private Time.Timer expiry = Time.Timer.NONE;

    /** A place that the client's message of that number asks for. */
    Place(Instance instance, Session session, ClientCommand.Subscribe subscribe, long number) {
        this.instance = instance;
        this.session = session;
        identifier = subscribe.identifier();
        room = subscribe.room().orElseThrow();
        speaker = SignalId.speaker(session.voice(), number);
        continued = session.isContinued(number);
        channel = new Channel(session, number, identifier, instance.config().fileSizeLimit());
        endpoint = instance.register(this);
        claim = new Claim(instance, subscribe, endpoint, session.arrival());
        conversation = new Conversation(instance, this, room, claim);
    }

    boolean isNamed(String other) {
        return identifier.equals(other);
    }

    /** What the client can be told. */
    Channel channel() {
        return channel;
    }

    /** Where news for it is sent. */
    Endpoint endpoint() {
        return endpoint;
    }

    boolean isTaken() {
        return stage == Stage.TAKEN;
    }

    boolean isHeld() {
        return stage == Stage.HELD;
    }

    boolean isGivenUp() {
        return stage == Stage.GIVEN_UP;
    }

    /** Whether something would be lost if the instance ended now. */
    boolean isUnsettled() {
        return stage == Stage.JOINING || conversation.isUnsettled();
    }

    /** Asks the room-service for the place; the session is told how it went. */
    void join() {
        claim.join().onSuccess(this::joined).onFailure(this::refused);
    }

    /** Passes a signal on that came as the message of that number, perhaps not for the first time. */
    void signal(long number, String data, boolean repeated) {
        connection.ifPresent(self ->
            conversation.signal(new Notice.Signal(self, new SignalId(speaker, number), data), repeated));
    }

    /** When the room-service has answered, whatever that was, or has taken too long. */
    Future<Void> answered() {
        return instance.time().upTo(ANSWER_MILLIS, ready.future());
    }

    /** News from the other participant; answered when the place is taken. */
    Future<TellParticipant.Reply> hear(TellParticipant news) {
        return ready.future().map(taken -> conversation.hear(news));
    }

    /** Another socket has the place now: this one is closed, and what is left is handed over. */
    Future<TakeOver.Reply> handOver() {
        return answered().compose(taken -> session.lastWords()).compose(said -> {
            giveUp();
            session.end(Failure.RESUMED_ELSEWHERE);
            return conversation.handOver();
        });
    }

    /** A moment has passed: is the other one's instance still there? False where that need not be asked again. */
    boolean watch() {
        return conversation.watch();
    }

    /** The socket has vanished: the place is held where it can be resumed, and given up where it cannot. */
    Future<Void> vanish() {
        if (stage == Stage.JOINING) {
            vanished = true;
            return Future.succeededFuture();
        }
        if (!claim.canBeResumed() && !movedOn) {
            return leave();
        }
        if (stage != Stage.TAKEN) {
            return Future.succeededFuture();
        }
        stage = Stage.HELD;
        return claim.hold(() -> stage == Stage.HELD, left -> {
            giveUp();
            farewell(left);
        });
    }

    /** The socket goes on at another instance, which takes the place back. */
    Future<Void> moveOn() {
        movedOn = true;
        return vanish();
    }

    /** The socket may go on elsewhere, or be gone: who has not moved on soon and cannot resume has left. */
    void awaitMove() {
        moveOn();
        instance.time().after(MOVE_MILLIS, () -> {
            movedOn = false;
            vanish();
        });
    }

    /** Neither the other one nor the room-service can be reached from here. */
    void cutOff() {
        session.moveOn(Failure.SERVICE_UNAVAILABLE);
    }

    /** The place is given up for good, and the other one told. */
    Future<Void> leave() {
        if (stage == Stage.JOINING || stage == Stage.GIVEN_UP) {
            vanished = true;
            return Future.succeededFuture();
        }
        giveUp();
        return claim.leave().onSuccess(this::farewell).mapEmpty();
    }

    private void joined(JoinRoom.Reply reply) {
        stage = Stage.TAKEN;
        connection = Optional.of(reply.connection());
        expiry = instance.time().after(Math.max(1, reply.remainingMillis()), this::expire);
        if (vanished) {
            // Whoever comes next says who is there; the other one must not turn to nobody.
            ready.complete();
            vanish();
            return;
        }
        conversation.with(reply.peer());
        if (!continued) {
            enter(reply);
            session.placeTaken();
        } else if (reply.replaced().isPresent()) {
            goOn(reply);
        } else {
            // The place that the client believes to have was given up.
            ready.complete();
            session.end(Failure.CONNECTION_LOST);
        }
    }

    private void enter(JoinRoom.Reply reply) {
        channel.confirm(reply);
        if (reply.replaced().isEmpty()) {
            // Whoever was first and finds the other one there has asked twice, and was answered late.
            reply.peer().map(Peer::connection).ifPresent(reply.initiator() ? channel::peerReady : channel::knows);
        }
        // A former instance that was left in the middle of that may have taken what it could not tell.
        var resumed = reply.replaced().isPresent();
        var notice = resumed ? new Notice.PeerResumed(self(), session.arrival().continuation().isPresent())
            : new Notice.PeerJoined(self());
        leftBehind(reply).onSuccess(left -> {
            conversation.begin(notice, left);
            ready.complete();
        });
    }

    private void goOn(JoinRoom.Reply reply) {
        channel.goOn(reply);
        var before = session.arrival().continuation().orElseThrow();
        var left = leftBehind(reply);
        // Of a dead one nothing is to be had, and what it had is said again.
        (before.orderly() ? left : Future.succeededFuture(TakeOver.Reply.NOTHING)).onSuccess(known -> {
            conversation.goOn(self(), known.untold().stream().filter(notice -> !isSaidAgain(notice, before)).toList());
            ready.complete();
            session.placeTaken();
        });
    }

    /** What a former socket leaves, which ends with that; one that is dead leaves nothing. */
    private Future<TakeOver.Reply> leftBehind(JoinRoom.Reply reply) {
        return reply.replaced().map(instance::takeOver).orElse(Future.succeededFuture(TakeOver.Reply.NOTHING))
            .otherwise(TakeOver.Reply.NOTHING);
    }

    private boolean isSaidAgain(Notice notice, Continuation before) {
        return notice instanceof Notice.Signal signal && signal.id().speaker() == speaker
            && signal.id().number() >= before.next();
    }

    private Peer self() {
        return new Peer(connection.orElseThrow(), endpoint, true);
    }

    private void refused(Throwable cause) {
        var failure = FailureException.of(cause);
        ready.complete();
        if (failure.onCable() == Failure.OnCable.REJECT) {
            if (!continued) {
                channel.reject();
            }
            giveUp();
            if (continued) {
                // What has become of the room is told to whoever asks anew.
                session.end(Failure.CONNECTION_LOST);
            }
            return;
        }
        if (failure == Failure.RESUMED_ELSEWHERE) {
            giveUp();
            session.end(failure);
            return;
        }
        // The answer may be all that was lost: a place that may be there is settled like one that is.
        stage = Stage.TAKEN;
        vanish();
        session.end(failure);
    }

    private void expire() {
        var attached = stage == Stage.TAKEN;
        giveUp();
        if (attached && channel.expire()) {
            session.end(Failure.ROOM_EXPIRED);
        }
    }

    /** The other one is told. An answer that was lost makes a repeated question find nothing, be it so or not. */
    private void farewell(LeaveRoom.Reply reply) {
        connection.filter(self -> claim.wasRepeated() && !reply.left())
            .map(self -> conversation.lostAnswer(room, self)).orElse(Future.succeededFuture(reply))
            .onSuccess(conversation::farewell);
    }

    /** The place is not this participant's any more. */
    void giveUp() {
        stage = Stage.GIVEN_UP;
        expiry.cancel();
        instance.forget(endpoint);
        conversation.placeGone();
        session.placeGone();
    }
}
