package io.nullroom.signaling;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.Standing;
import java.util.Optional;

/** What one subscription's client is told; each answers whether the client is there to hear it. */
final class Channel {
    private final Session session;
    private final long number;
    private final String identifier;
    private final FileSizeLimit limit;
    private Optional<ConnectionId> ready = Optional.empty();
    private boolean initiator;

    /** Of the client at {@code session} whose message of that number asked for it, by that identifier. */
    Channel(Session session, long number, String identifier, FileSizeLimit limit) {
        this.session = session;
        this.number = number;
        this.identifier = ServerMessages.quoted(identifier);
        this.limit = limit;
    }

    boolean confirm(JoinRoom.Reply place) {
        initiator = place.initiator();
        // Who was there first is told of the other one, unless it has been.
        var known = place.peer().map(Peer::connection).filter(peer -> !initiator || place.replaced().isPresent());
        return session.send(ServerMessages.confirmation(identifier))
            && session.send(session.standing().subscribed(number).knowing(known),
                ServerMessages.init(identifier, place, limit));
    }

    /** What the client knows. */
    Standing standing() {
        return session.standing();
    }

    /** The client has been told all of that by a former instance. */
    void goOn(JoinRoom.Reply place) {
        initiator = place.initiator();
        ready = session.standing().peer();
    }

    /** Whether the client has a place, and had it before the other one. */
    boolean isInitiator() {
        return initiator;
    }

    boolean reject() {
        return session.send(session.standing().unsubscribed(number), ServerMessages.rejection(identifier));
    }

    /** Passes a signal on, once. */
    boolean signal(Notice.Signal signal) {
        var standing = session.standing();
        return standing.hasHeard(signal.id())
            || session.send(standing.hearing(signal.id()), ServerMessages.signal(identifier, signal));
    }

    /** Says that the other one is in, once. */
    boolean peerReady(ConnectionId peer) {
        if (ready.equals(Optional.of(peer))) {
            return true;
        }
        var heard = session.send(session.standing().knowing(Optional.of(peer)),
            ServerMessages.peerReady(identifier, peer));
        if (heard) {
            knows(peer);
        }
        return heard;
    }

    /** The other one was there first, as the client knows by its own place. */
    void knows(ConnectionId peer) {
        ready = Optional.of(peer);
    }

    boolean peerLeft(ConnectionId peer) {
        return session.send(session.standing().knowing(Optional.empty()), ServerMessages.peerLeft(identifier, peer));
    }

    boolean expire() {
        return session.send(ServerMessages.roomExpired(identifier));
    }

    /** The server's gate for files: tells the asker alone. */
    boolean answerTransfer(long size) {
        return session.send(limit.allows(size) ? ServerMessages.fileTransferAuthorized(identifier)
            : ServerMessages.fileTransferError(identifier, limit));
    }
}
