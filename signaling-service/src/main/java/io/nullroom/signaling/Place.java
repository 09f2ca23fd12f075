package io.nullroom.signaling;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One participant's place in a room, from the question for it until it is given up.
 *
 * <pre>
 * JOINING --reply--> TAKEN --socket vanished--> HELD --grace period over--> GIVEN_UP
 *    |                 |                          |
 *    +--refused--------+--unsubscribed, expired---+--resumed by another socket--> GIVEN_UP
 * </pre>
 *
 * <p>What it says to the other participant goes by its {@link Line}, which keeps what cannot be told. What it is told
 * waits while it is asked for, and is refused while it is held: the one who says it keeps it.
 */
final class Place implements Search.Seeker {
    private enum Stage { JOINING, TAKEN, HELD, GIVEN_UP }

    private final Instance instance;
    private final Session session;
    private final String identifier;
    private final Channel channel;
    private final Endpoint endpoint;
    private final Claim claim;
    private final Line line;
    private final Search search;
    private final Hearing hearing = new Hearing();
    private final Promise<Void> ready = Promise.promise();
    private Optional<ConnectionId> missed = Optional.empty();
    private Stage stage = Stage.JOINING;
    private Optional<ConnectionId> connection = Optional.empty();
    private Optional<Peer> peer = Optional.empty();
    private boolean vanished;
    private Time.Timer expiry = Time.Timer.NONE;

    Place(Instance instance, Session session, ClientCommand.Subscribe subscribe) {
        this.instance = instance;
        this.session = session;
        identifier = subscribe.identifier();
        channel = new Channel(session, ServerMessages.quoted(identifier), instance.config().fileSizeLimit());
        endpoint = instance.register(this);
        claim = new Claim(instance, subscribe.room().orElseThrow(), endpoint, subscribe.resume());
        search = new Search(instance, subscribe.room().orElseThrow(), endpoint, this);
        line = new Line(instance, endpoint, (target, unknown) ->
            search.begin(Optional.of(target).filter(nowhere -> unknown)));
    }

    boolean isNamed(String other) {
        return identifier.equals(other);
    }

    /** What the client can be told. */
    Channel channel() {
        return channel;
    }

    /** Whether something would be lost if the instance ended now. */
    boolean isUnsettled() {
        return stage == Stage.JOINING || peer.isPresent() && line.hasUntold();
    }

    /** Asks the room-service for the place; the session is told how it went. */
    void join() {
        claim.join().onSuccess(this::joined).onFailure(this::refused);
    }

    /** Passes a signal on; to nobody, where nobody is there. */
    void signal(String data) {
        if (peer.isPresent() && !line.tell(new Notice.Signal(connection.orElseThrow(), Instance.randomKey(), data))) {
            // Whoever comes back could not be told what it missed: better a clean end than a hole.
            var away = peer.get().endpoint();
            claim.expel(away).onSuccess(reply -> gone(reply.roomEnded()));
            instance.takeOver(away);
        }
    }

    /** News from the other participant; answered when the place is taken. */
    Future<TellParticipant.Reply> hear(TellParticipant news) {
        return ready.future().map(taken -> {
            long next = hearing.take(news, this::takes);
            return new TellParticipant.Reply(stage != Stage.GIVEN_UP && listensTo(news.from()), next);
        });
    }

    /** Another socket has the place now: this one is closed, and what is left is handed over. */
    Future<TakeOver.Reply> handOver() {
        return ready.future().compose(taken -> session.lastWords()).compose(said -> {
            giveUp();
            session.end(Failure.RESUMED_ELSEWHERE);
            return line.end().map(untold -> new TakeOver.Reply(untold, missed, hearing.heard()));
        });
    }

    /** A moment has passed: is the other one's instance still there? */
    void watch() {
        peer.filter(other -> instance.misses(other.endpoint())).ifPresent(silent -> search.begin(Optional.empty()));
    }

    /** The socket has vanished: the place is held where it can be resumed, and given up where it cannot. */
    Future<Void> vanish() {
        if (stage == Stage.JOINING) {
            vanished = true;
            return Future.succeededFuture();
        }
        if (!claim.canBeResumed()) {
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
        peer = reply.peer();
        expiry = instance.time().after(Math.max(1, reply.remainingMillis()), this::expire);
        channel.confirm(reply);
        if (reply.replaced().isEmpty()) {
            // Whoever was first and finds the other one there has asked twice, and was answered late.
            peer.map(Peer::connection).ifPresent(reply.initiator() ? channel::peerReady : channel::knows);
        }
        // A former instance that is dead leaves nothing.
        reply.replaced().map(instance::takeOver).orElse(Future.succeededFuture(TakeOver.Reply.NOTHING))
            .otherwise(TakeOver.Reply.NOTHING)
            .onSuccess(left -> begin(reply.replaced().isPresent(), left));
        if (vanished) {
            vanish();
        } else {
            session.placeTaken();
        }
    }

    private void begin(boolean resumed, TakeOver.Reply left) {
        var self = new Peer(connection.orElseThrow(), endpoint, true);
        List<Notice> first = new ArrayList<>();
        first.add(resumed ? new Notice.PeerResumed(self) : new Notice.PeerJoined(self));
        left.untold().stream().filter(Notice.Signal.class::isInstance).forEach(first::add);
        hearing.resume(left.heard());
        peer.ifPresent(other -> {
            line.putFirst(first);
            line.lead(other.endpoint());
        });
        left.missed().ifPresent(channel::peerLeft);
        ready.complete();
    }

    private void refused(Throwable cause) {
        var failure = FailureException.of(cause);
        ready.complete();
        if (failure.onCable() == Failure.OnCable.REJECT) {
            giveUp();
            channel.reject();
            return;
        }
        // The answer may be all that was lost: a place that may be there is settled like one that is.
        stage = Stage.TAKEN;
        vanish();
        session.end(failure);
    }

    private boolean listensTo(Endpoint from) {
        return peer.filter(other -> other.endpoint().equals(from)).isPresent();
    }

    /** Whether the notice is dealt with; else its sender keeps it. */
    private boolean takes(Endpoint from, Notice notice) {
        if (stage == Stage.GIVEN_UP) {
            return false;
        }
        if (notice instanceof Notice.Signal signal) {
            return stage == Stage.TAKEN && listensTo(from) && channel.signal(signal);
        }
        if (notice instanceof Notice.PeerLeft left) {
            peerLeft(left);
            return true;
        }
        return notice instanceof Notice.PeerJoined joined ? meets(joined.peer(), true)
            : notice instanceof Notice.PeerResumed resumed && meets(resumed.peer(), false);
    }

    /** The other one is there: somebody new, or the same again on another socket, which this client is not told. */
    private boolean meets(Peer other, boolean enters) {
        if (peer.filter(known -> known.connection().equals(other.connection())).isPresent()) {
            peer = Optional.of(other);
            line.lead(other.endpoint());
            return !enters || channel.peerReady(other.connection());
        }
        if (stage != Stage.TAKEN) {
            return false;
        }
        peer.ifPresent(former -> channel.peerLeft(former.connection()));
        peer = Optional.of(other);
        line.drop();
        line.lead(other.endpoint());
        return channel.peerReady(other.connection());
    }

    private void peerLeft(Notice.PeerLeft left) {
        if (peer.map(other -> other.connection().equals(left.connection())).orElse(left.roomEnded())) {
            peer = Optional.empty();
            line.drop();
            if (stage == Stage.HELD) {
                missed = Optional.of(left.connection());
            } else {
                channel.peerLeft(left.connection());
            }
            if (left.roomEnded()) {
                giveUp();
            }
        }
    }

    @Override
    public Optional<Peer> missing() {
        return peer.filter(other ->
            stage != Stage.GIVEN_UP && (line.isStuck() || instance.misses(other.endpoint())));
    }

    @Override
    public void found(Peer other) {
        if (peer.filter(known -> known.endpoint().equals(other.endpoint())).isPresent()) {
            line.retry();
        } else {
            meets(other, false);
        }
    }

    @Override
    public void gone(boolean roomEnded) {
        // A held place that is not to be found may have moved on: the next socket comes for what is left here.
        peer.filter(other -> stage == Stage.TAKEN || stage == Stage.HELD && !roomEnded)
            .ifPresent(other -> peerLeft(new Notice.PeerLeft(other.connection(), roomEnded)));
    }

    @Override
    public void cutOff() {
        session.end(Failure.SERVICE_UNAVAILABLE);
    }

    private void expire() {
        var attached = stage == Stage.TAKEN;
        giveUp();
        if (attached && channel.expire()) {
            session.end(Failure.ROOM_EXPIRED);
        }
    }

    /**
     * The other one is told. An answer that was lost makes a repeated question find nothing: then it is the one known
     * here. A socket whose place has moved on tells nobody.
     */
    private void farewell(LeaveRoom.Reply reply) {
        var lost = connection.filter(self -> claim.wasRepeated());
        reply.leaver().or(() -> lost).ifPresent(leaver -> reply.peer().or(() -> peer).ifPresent(other -> {
            if (!listensTo(other.endpoint())) {
                line.lead(other.endpoint());
            }
            line.part(new Notice.PeerLeft(leaver, reply.roomEnded()));
        }));
    }

    private void giveUp() {
        stage = Stage.GIVEN_UP;
        expiry.cancel();
        instance.forget(endpoint);
        session.placeGone();
    }
}
