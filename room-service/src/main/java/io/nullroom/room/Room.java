package io.nullroom.room;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.ReleasePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a room: who gets one of its two places, who keeps it, and when all is over.
 *
 * <p>A place belongs to a participant, not to a socket: whoever knows what its digest was made of takes it along to
 * another socket, also while the old one still seems to be open. What is said about a place counts only if it names
 * the socket that has the place now.
 * Where several instances have one socket one after the other, none takes the place back from a later one.
 *
 * <p>Times are milliseconds of whatever clock the caller uses. The Redis scripts follow the same rules; a test holds
 * the two against each other.
 */
final class Room {
    /** How many people meet. */
    static final int PLACES = 2;

    private final RoomConfig config;
    private final long endsAt;
    /** In the order of entering. */
    private final List<Place> places = new ArrayList<>(PLACES);
    private boolean ended;

    /** An empty room that lives until {@code endsAt}. */
    Room(RoomConfig config, long endsAt) {
        this.config = config;
        this.endsAt = endsAt;
    }

    /** Whether the room is over before its time. */
    boolean ended() {
        return ended;
    }

    long remainingMillis(long now) {
        return endsAt - now;
    }

    /** Gives a place, or throws what {@link JoinRoom} fails with. */
    JoinRoom.Reply join(JoinRoom question, ConnectionId newcomer, long now) {
        var place = placeAt(question.endpoint())
            .or(() -> resume(question))
            .orElseGet(() -> enter(question, newcomer, now));
        return new JoinRoom.Reply(place.connection(), place == places.get(0), place.replaced(),
            peerOf(place), remainingMillis(now));
    }

    LeaveRoom.Reply leave(LeaveRoom question) {
        return placeAt(question.endpoint()).map(this::vacate).orElse(LeaveRoom.Reply.NOTHING_LEFT);
    }

    HoldPlace.Reply hold(HoldPlace question, long now) {
        return placeAt(question.endpoint())
            .map(place -> place.isHeld() ? place : replace(place, place.held(graceEnd(now))))
            .map(held -> new HoldPlace.Reply(true, held.graceMillis(now)))
            .orElse(HoldPlace.Reply.NOT_HELD);
    }

    ReleasePlace.Reply release(ReleasePlace question, long now) {
        var place = placeAt(question.endpoint());
        var leave = place.filter(held -> held.lapsed(now)).map(this::vacate).orElse(LeaveRoom.Reply.NOTHING_LEFT);
        return new ReleasePlace.Reply(leave, place.map(held -> held.graceMillis(now)).orElse(0L));
    }

    FindPeer.Reply find(FindPeer question) {
        return placeAt(question.endpoint())
            .map(place -> new FindPeer.Reply(true, peerOf(place)))
            .orElse(FindPeer.Reply.NO_PLACE);
    }

    private Optional<Peer> peerOf(Place place) {
        return places.stream().filter(other -> other != place).findAny().map(Place::asPeer);
    }

    private Optional<Place> placeAt(Endpoint endpoint) {
        return places.stream().filter(place -> place.endpoint().equals(endpoint)).findAny();
    }

    private Optional<Place> resume(JoinRoom question) {
        return places.stream().filter(place -> place.opensFor(question)).findAny()
            .map(place -> replace(place, resumed(place, question)));
    }

    private static Place resumed(Place place, JoinRoom question) {
        if (place.hasMovedOnFrom(question)) {
            throw new FailureException(Failure.RESUMED_ELSEWHERE);
        }
        return place.resumedBy(question);
    }

    private Place enter(JoinRoom question, ConnectionId newcomer, long now) {
        clearLapsed(now);
        if (places.size() == PLACES) {
            throw new FailureException(Failure.ROOM_FULL);
        }
        var place = Place.of(newcomer, question);
        places.add(place);
        return place;
    }

    /** To a newcomer, those who stayed away too long are as if they had left. */
    private void clearLapsed(long now) {
        var staying = places.stream().filter(place -> !place.lapsed(now)).toList();
        if (config.destroyOnLeave() && staying.size() < places.size()) {
            // Who stays has yet to be told; the release does that, and the room must be there for it.
            ended = staying.isEmpty();
            throw new FailureException(Failure.ROOM_NOT_FOUND);
        }
        places.retainAll(staying);
    }

    private LeaveRoom.Reply vacate(Place place) {
        places.remove(place);
        ended = config.destroyOnLeave();
        var remaining = places.stream().findAny().map(Place::asPeer);
        return new LeaveRoom.Reply(Optional.of(place.connection()), remaining, ended);
    }

    private Place replace(Place former, Place place) {
        places.set(places.indexOf(former), place);
        return place;
    }

    private long graceEnd(long now) {
        return Math.min(now + config.grace().toMillis(), endsAt);
    }
}
