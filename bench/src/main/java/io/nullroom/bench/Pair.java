package io.nullroom.bench;

import io.vertx.core.Future;

/**
 * Two in a room.
 *
 * @param first who made it
 * @param second who followed
 */
record Pair(Participant first, Participant second) {

    /** The first one leaves, the second one is told, and both close. */
    Future<Void> part() {
        first.leaves();
        return second.seesLeave(first).compose(left -> Future.all(first.closes(), second.closes())).mapEmpty();
    }
}
