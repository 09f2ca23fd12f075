package io.nullroom.room;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.ResumeDigest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of a room's two places, with the participant who has it.
 *
 * @param connection the participant
 * @param endpoint its socket, or the last one it had
 * @param resume what it may come back by
 * @param replaced the socket it had before it came back last
 * @param heldUntil the end of the grace period, in milliseconds; empty while the participant is there
 */
record Place(ConnectionId connection, Endpoint endpoint, Optional<ResumeDigest> resume, Optional<Endpoint> replaced,
             OptionalLong heldUntil) {

    /** The place of somebody who enters. */
    static Place of(ConnectionId newcomer, JoinRoom question) {
        return new Place(newcomer, question.endpoint(), question.resume(), Optional.empty(), OptionalLong.empty());
    }

    Place resumedAt(Endpoint other) {
        return new Place(connection, other, resume, Optional.of(endpoint), OptionalLong.empty());
    }

    Place held(long until) {
        return new Place(connection, endpoint, resume, replaced, OptionalLong.of(until));
    }

    boolean opensFor(JoinRoom question) {
        return resume.isPresent() && question.resume().filter(resume.get()::matches).isPresent();
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
        return new Peer(connection, endpoint, !isHeld());
    }
}
