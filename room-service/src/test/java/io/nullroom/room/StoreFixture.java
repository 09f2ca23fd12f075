package io.nullroom.room;

import java.time.Duration;
import java.util.Optional;

/** A kind of store under test, whose time the test moves. */
interface StoreFixture extends AutoCloseable {
    Duration TTL = Duration.ofSeconds(900);
    Duration GRACE = Duration.ofSeconds(10);

    /** Rooms that end when somebody leaves. */
    RoomConfig ENDING = new RoomConfig(TTL, GRACE, true, Optional.empty(), 1000);
    /** Rooms that stay. */
    RoomConfig STAYING = new RoomConfig(TTL, GRACE, false, Optional.empty(), 1000);

    /** One more store; all that a fixture makes share what they keep, where their kind does. */
    RoomStore store(RoomConfig config);

    /** Lets time pass. */
    void advance(Duration time);

    /** Whether nothing is kept at all. */
    boolean isEmpty();

    @Override
    void close();
}
