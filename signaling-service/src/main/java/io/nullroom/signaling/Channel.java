package io.nullroom.signaling;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.Notice;

/**
 * What one subscription's client is told; each answers whether the client is there to hear it.
 *
 * @param session the client's socket
 * @param identifier of the subscription, quoted as it stands in JSON
 * @param limit the server's gate for files
 */
record Channel(Session session, String identifier, FileSizeLimit limit) {

    boolean confirm(JoinRoom.Reply place) {
        return session.send(ServerMessages.confirmation(identifier))
            && session.send(ServerMessages.init(identifier, place, limit));
    }

    boolean reject() {
        return session.send(ServerMessages.rejection(identifier));
    }

    boolean signal(Notice.Signal signal) {
        return session.send(ServerMessages.signal(identifier, signal));
    }

    boolean peerReady(ConnectionId peer) {
        return session.send(ServerMessages.peerReady(identifier, peer));
    }

    boolean peerLeft(ConnectionId peer) {
        return session.send(ServerMessages.peerLeft(identifier, peer));
    }

    boolean expire() {
        return session.send(ServerMessages.roomExpired(identifier));
    }

    boolean answerTransfer(long size) {
        return session.send(limit.allows(size) ? ServerMessages.fileTransferAuthorized(identifier)
            : ServerMessages.fileTransferError(identifier, limit));
    }
}
