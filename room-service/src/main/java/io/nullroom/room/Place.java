package io.nullroom.room;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.Peer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of a room's two places, with the participant who has it.
 *
 * @param connection the participant
 * @param asked what it asked by last: its socket, what it may come back by, and the last turn that was told
 * @param replaced the socket it had before it came back last
 * @param heldUntil the end of the grace period, in milliseconds; empty while the participant is there
 */
record Place(ConnectionId connection, JoinRoom asked, Optional<Endpoint> replaced, OptionalLong heldUntil) {

    /** The place of somebody who enters. */
    static Place of(ConnectionId newcomer, JoinRoom question) {
        return new Place(newcomer, question, Optional.empty(), OptionalLong.empty());
    }

    Place resumedBy(JoinRoom question) {
        var turn = question.turn().or(asked::turn);
        var latest = new JoinRoom(question.room(), question.endpoint(), question.resume(), turn);
        return new Place(connection, latest, Optional.of(endpoint()), OptionalLong.empty());
    }

    Place held(long until) {
        return new Place(connection, asked, replaced, OptionalLong.of(until));
    }

    /** The participant's socket, or the last one it had. */
    Endpoint endpoint() {
        return asked.endpoint();
    }

    boolean opensFor(JoinRoom question) {
        return asked.resume().flatMap(digest -> question.resume().filter(digest::matches)).isPresent();
    }

    /** Whether the question comes late, from an instance that the participant's socket has left since. */
    boolean hasMovedOnFrom(JoinRoom question) {
        return question.turn().flatMap(turn -> asked.turn().filter(turn::isBefore)).isPresent();
    }

    boolean isHeld() {
        return heldUntil.isPresent();
    }

    /** What is left of the grace period, in milliseconds; 0 where the place is not held, or no longer. */
    long graceMillis(long now) {
        return Math.max(0, heldUntil.orElse(now) - now);
    }

    /** Whether the grace period is over and nobody has released the place yet. */
    boolean lapsed(long now) {
        return isHeld() && graceMillis(now) == 0;
    }

    Peer asPeer() {
        return new Peer(connection, endpoint(), !isHeld());
    }
}
