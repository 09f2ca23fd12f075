package io.nullroom.room;

import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.STAYING;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever order people do things in, the memory store keeps its promises after each step. */
class MemoryInterleavingsTest {
    private static final int RUNS = 200;
    private static final int STEPS = 250;

    @Test
    void noOrderOfEventsBreaksAPromiseWhereRoomsEnd() {
        play(ENDING);
    }

    @Test
    void noOrderOfEventsBreaksAPromiseWhereRoomsStay() {
        play(STAYING);
    }

    private static void play(RoomConfig config) {
        long first = new Random().nextLong();
        for (long seed = first; seed < first + RUNS; seed++) {
            try (var fixture = new MemoryFixture()) {
                play(seed, new Crowd(seed, fixture, config, List.of(fixture.store(config))));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("a promise is broken with seed " + seed, broken);
            }
        }
    }

    private static void play(long seed, Crowd crowd) {
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(12) == 0) {
                crowd.timePasses();
            } else {
                crowd.oneActs();
            }
        }
    }
}
