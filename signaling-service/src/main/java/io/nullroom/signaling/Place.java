package io.nullroom.signaling;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.ResumeDigest;
import io.nullroom.contracts.RoomId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One participant's place in a room, from the question for it until it is given up.
 *
 * <pre>
 * JOINING --reply--> TAKEN --socket vanished--> HELD --grace period over--> GIVEN_UP
 *    |                 |                          |
 *    +--refused--------+--unsubscribed, expired---+--resumed by another socket--> GIVEN_UP
 * </pre>
 *
 * <p>While it is asked for, and while it is held, what the other participant sends waits in a {@link Backlog}.
 */
final class Place {
    private static final long RETRY_MILLIS = 1000;

    private enum Stage { JOINING, TAKEN, HELD, GIVEN_UP }

    private final Instance instance;
    private final Session session;
    private final String identifier;
    private final String quotedIdentifier;
    private final RoomId room;
    private final Optional<ResumeDigest> resume;
    private final Endpoint endpoint;
    private final Backlog backlog = new Backlog();
    private Stage stage = Stage.JOINING;
    private Optional<ConnectionId> connection = Optional.empty();
    private Optional<Peer> peer = Optional.empty();
    private boolean vanished;
    private long deadline;
    private Time.Timer expiry = Time.Timer.NONE;

    Place(Instance instance, Session session, ClientCommand.Subscribe subscribe) {
        this.instance = instance;
        this.session = session;
        identifier = subscribe.identifier();
        quotedIdentifier = ServerMessages.quoted(identifier);
        room = subscribe.room().orElseThrow();
        resume = subscribe.resume();
        endpoint = instance.register(this);
    }

    boolean isNamed(String other) {
        return identifier.equals(other);
    }

    /** Asks the room-service for the place; the session is told how it went. */
    void join() {
        instance.rooms().join(new JoinRoom(room, endpoint, resume)).onSuccess(this::joined).onFailure(this::refused);
    }

    /** Passes a signal on; to nobody, where nobody is there. */
    void signal(String data) {
        peer.ifPresent(other -> instance.tell(other.endpoint(), new Notice.Signal(connection.orElseThrow(), data)));
    }

    /** The server's gate for files: tells the asker alone. */
    void answerTransfer(long size) {
        var limit = instance.config().fileSizeLimit();
        session.send(limit.allows(size) ? ServerMessages.fileTransferAuthorized(quotedIdentifier)
            : ServerMessages.fileTransferError(quotedIdentifier, limit));
    }

    /** News from the other participant, or from this one's next socket. */
    void hear(Notice notice) {
        if (notice instanceof Notice.Replaced replaced) {
            replaced(replaced.by());
        } else if (stage == Stage.TAKEN) {
            tell(notice);
        } else if (!backlog.add(notice)) {
            // Whoever comes back could not be told what it missed: better a clean end than a hole.
            leave();
        }
    }

    /** The socket has vanished: the place is held where it can be resumed, and given up where it cannot. */
    Future<Void> vanish() {
        if (stage == Stage.JOINING) {
            vanished = true;
            return Future.succeededFuture();
        }
        if (resume.isEmpty()) {
            return leave();
        }
        if (stage != Stage.TAKEN) {
            return Future.succeededFuture();
        }
        stage = Stage.HELD;
        return persistently(() -> instance.rooms().hold(new HoldPlace(room, connection.orElseThrow(), endpoint)))
            .onSuccess(reply -> {
                if (reply.held()) {
                    instance.time().after(Math.max(1, reply.graceMillis()), this::release);
                } else {
                    giveUp();
                }
            })
            .onFailure(outOfReach -> giveUp())
            .mapEmpty();
    }

    /** The place is given up for good, and the other one told. */
    Future<Void> leave() {
        if (stage == Stage.JOINING) {
            vanished = true;
            return Future.succeededFuture();
        }
        if (stage == Stage.GIVEN_UP) {
            return Future.succeededFuture();
        }
        giveUp();
        return persistently(() -> instance.rooms().leave(new LeaveRoom(room, connection.orElseThrow(), endpoint)))
            .onSuccess(this::farewell)
            .mapEmpty();
    }

    private void joined(JoinRoom.Reply reply) {
        if (stage != Stage.JOINING) {
            return;
        }
        stage = Stage.TAKEN;
        connection = Optional.of(reply.connection());
        peer = reply.peer();
        deadline = instance.time().millis() + reply.remainingMillis();
        expiry = instance.time().after(Math.max(1, reply.remainingMillis()), this::expire);
        session.send(ServerMessages.confirmation(quotedIdentifier));
        session.send(ServerMessages.init(quotedIdentifier, reply, instance.config().fileSizeLimit()));
        var self = new Peer(reply.connection(), endpoint, true);
        peer.ifPresent(other -> instance.tell(other.endpoint(),
            reply.replaced().isPresent() ? new Notice.PeerResumed(self) : new Notice.PeerJoined(self)));
        reply.replaced().ifPresent(former -> instance.tell(former, new Notice.Replaced(endpoint)));
        if (vanished) {
            vanish();
        } else {
            backlog.drain(this::hear);
            session.placeTaken();
        }
    }

    private void refused(Throwable cause) {
        var failure = FailureException.of(cause);
        giveUp();
        if (failure.onCable() == Failure.OnCable.REJECT) {
            session.send(ServerMessages.rejection(quotedIdentifier));
        } else {
            session.end(failure);
        }
    }

    private void tell(Notice notice) {
        if (notice instanceof Notice.Signal signal) {
            session.send(ServerMessages.signal(quotedIdentifier, signal));
        } else if (notice instanceof Notice.PeerJoined joined) {
            peer = Optional.of(joined.peer());
            session.send(ServerMessages.peerReady(quotedIdentifier, joined.peer().connection()));
        } else if (notice instanceof Notice.PeerResumed resumed) {
            peer = Optional.of(resumed.peer());
        } else if (notice instanceof Notice.PeerLeft left) {
            peerLeft(left);
        }
    }

    private void peerLeft(Notice.PeerLeft left) {
        if (peer.filter(other -> other.connection().equals(left.connection())).isPresent()) {
            peer = Optional.empty();
            session.send(ServerMessages.peerLeft(quotedIdentifier, left.connection()));
            if (left.roomEnded()) {
                giveUp();
            }
        }
    }

    private void replaced(Endpoint by) {
        var waiting = stage == Stage.HELD;
        giveUp();
        if (waiting) {
            backlog.drain(missed -> instance.tell(by, missed));
        } else {
            session.end(Failure.RESUMED_ELSEWHERE);
        }
    }

    private void release() {
        if (stage != Stage.HELD) {
            return;
        }
        persistently(() -> instance.rooms().release(new ReleasePlace(room, connection.orElseThrow(), endpoint)))
            .onSuccess(reply -> {
                if (reply.graceMillis() > 0) {
                    instance.time().after(reply.graceMillis(), this::release);
                } else if (stage == Stage.HELD) {
                    giveUp();
                    if (reply.leave().left()) {
                        farewell(reply.leave());
                    }
                }
            })
            .onFailure(outOfReach -> giveUp());
    }

    private void expire() {
        var attached = stage == Stage.TAKEN;
        giveUp();
        if (attached) {
            session.send(ServerMessages.roomExpired(quotedIdentifier));
            session.end(Failure.ROOM_EXPIRED);
        }
    }

    /** An answer that was lost on its way makes a repeated leave find nothing: then the peer known here is told. */
    private void farewell(LeaveRoom.Reply reply) {
        reply.peer().or(() -> peer).ifPresent(other ->
            instance.tell(other.endpoint(), new Notice.PeerLeft(connection.orElseThrow(), reply.roomEnded())));
    }

    private void giveUp() {
        stage = Stage.GIVEN_UP;
        expiry.cancel();
        instance.forget(endpoint);
        session.placeGone();
    }

    /** Tries until it is answered, or the room is over: a place must not stay taken because the store was away. */
    private <T> Future<T> persistently(Supplier<Future<T>> attempt) {
        return attempt.get().recover(cause -> {
            var worthIt = FailureException.of(cause).onCable() == Failure.OnCable.RETURN
                && instance.time().millis() + RETRY_MILLIS < deadline;
            return worthIt ? instance.time().pause(RETRY_MILLIS).compose(waited -> persistently(attempt))
                : Future.failedFuture(cause);
        });
    }
}
