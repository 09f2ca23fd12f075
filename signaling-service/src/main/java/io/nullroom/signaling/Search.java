package io.nullroom.signaling;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.RoomId;
import java.util.Optional;

/**
 * Looks for a participant who cannot be told anything, by asking the room-service once a second: it is elsewhere now,
 * or its place is held and in the end released, or it is where it was and can be told again.
 *
 * <p>This is what an instance's death comes to: nobody is left there who could do it.
 */
final class Search {
    private static final long PERIOD_MILLIS = 1000;
    /** So many unanswered questions in a row, and it is this instance that is cut off. */
    private static final int UNANSWERED = 2;

    private final Instance instance;
    private final RoomId room;
    private final Endpoint asker;
    private final Seeker seeker;
    private Optional<Endpoint> unknown = Optional.empty();
    private boolean searching;
    private int unanswered;

    /** Who has somebody looked for. */
    interface Seeker {

        /** Who is missed; empty as soon as nobody is. */
        Optional<Peer> missing();

        /** The other one is there, which may be where it was. */
        void found(Peer peer);

        /** There is no other one any more, or this one has no place itself; whether the room is gone. */
        void gone(boolean roomEnded);

        /** Neither the other one nor the room-service can be reached from here. */
        void cutOff();
    }

    Search(Instance instance, RoomId room, Endpoint asker, Seeker seeker) {
        this.instance = instance;
        this.room = room;
        this.asker = asker;
        this.seeker = seeker;
    }

    /** Begins, unless it has begun; {@code nowhere} is an endpoint that its own instance does not know. */
    void begin(Optional<Endpoint> nowhere) {
        unknown = nowhere.or(() -> unknown);
        if (!searching) {
            searching = true;
            unanswered = 0;
            if (nowhere.isPresent()) {
                look();
            } else {
                lookLater();
            }
        }
    }

    private void lookLater() {
        instance.time().after(PERIOD_MILLIS, this::look);
    }

    private void look() {
        if (seeker.missing().isEmpty()) {
            searching = false;
            unknown = Optional.empty();
            return;
        }
        instance.rooms().findPeer(new FindPeer(room, asker, unknown)).onSuccess(this::answered).onFailure(cause -> {
            unanswered += FailureException.of(cause) == Failure.SERVICE_UNAVAILABLE ? 1 : 0;
            if (unanswered == UNANSWERED && seeker.missing().filter(this::isSilent).isPresent()) {
                seeker.cutOff();
            }
            lookLater();
        });
    }

    private boolean isSilent(Peer peer) {
        return instance.misses(peer.endpoint());
    }

    private void answered(FindPeer.Reply reply) {
        unanswered = 0;
        var missing = seeker.missing();
        if (missing.isEmpty()) {
            lookLater();
        } else if (!reply.placed() || reply.peer().isEmpty()) {
            seeker.gone(!reply.placed());
            lookLater();
        } else if (reply.peer().get().present() || !reply.peer().get().endpoint().equals(missing.get().endpoint())) {
            seeker.found(reply.peer().get());
            lookLater();
        } else {
            // It may only be slow to hear of this one.
            seeker.found(reply.peer().get());
            release(reply.peer().get());
        }
    }

    /** Too early, it does no harm; where the other one has come back by then, neither. */
    private void release(Peer peer) {
        instance.rooms().release(new ReleasePlace(room, peer.endpoint()))
            .onSuccess(reply -> {
                if (reply.leave().left() && seeker.missing().isPresent()) {
                    seeker.gone(reply.leave().roomEnded());
                }
            })
            .onComplete(asked -> lookLater());
    }
}
