package io.nullroom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One room of the floor's. */
final class FloorRoom {
    private static final int PLACES = 2;

    private final List<FloorMember> members = new ArrayList<>(PLACES);
    private final Runnable forget;

    /** An empty room; {@code forget} takes it out of the map. */
    FloorRoom(Runnable forget) {
        this.forget = forget;
    }

    /** Takes a place for the member, where there is one. */
    boolean take(FloorMember member) {
        return members.size() < PLACES && members.add(member);
    }

    /** The one who is in it besides this member. */
    Optional<FloorMember> other(FloorMember member) {
        for (var one : members) {
            if (one != member) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Ends for everybody. */
    void end() {
        members.clear();
        forget.run();
    }
}
