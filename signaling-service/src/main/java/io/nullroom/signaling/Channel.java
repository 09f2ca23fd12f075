package io.nullroom.signaling;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.Notice;
import java.util.Optional;

/** What one subscription's client is told; each answers whether the client is there to hear it. */
final class Channel {
    private final Session session;
    private final String identifier;
    private final FileSizeLimit limit;
    private Optional<ConnectionId> ready = Optional.empty();
    private boolean initiator;

    /** Of the client at {@code session}; {@code identifier} is quoted as it stands in JSON. */
    Channel(Session session, String identifier, FileSizeLimit limit) {
        this.session = session;
        this.identifier = identifier;
        this.limit = limit;
    }

    boolean confirm(JoinRoom.Reply place) {
        initiator = place.initiator();
        return session.send(ServerMessages.confirmation(identifier))
            && session.send(ServerMessages.init(identifier, place, limit));
    }

    /** Whether the client has a place, and had it before the other one. */
    boolean isInitiator() {
        return initiator;
    }

    boolean reject() {
        return session.send(ServerMessages.rejection(identifier));
    }

    boolean signal(Notice.Signal signal) {
        return session.send(ServerMessages.signal(identifier, signal));
    }

    /** Says that the other one is in, once. */
    boolean peerReady(ConnectionId peer) {
        if (ready.equals(Optional.of(peer))) {
            return true;
        }
        var heard = session.send(ServerMessages.peerReady(identifier, peer));
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
        return session.send(ServerMessages.peerLeft(identifier, peer));
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
