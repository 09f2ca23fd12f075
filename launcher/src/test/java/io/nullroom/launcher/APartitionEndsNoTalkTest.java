package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two signaling instances that do not reach each other for longer than the grace period, while everybody else reaches
 * both; -Dnullroom.parted=30 makes it half a minute.
 */
final class APartitionEndsNoTalkTest {
    private static final int ROOMS = 20;
    private static final long PARTED_SECONDS = Long.getLong("nullroom.parted", 12);

    private static Stack stack;

    @BeforeAll
    @Timeout(300)
    static void start() throws IOException {
        stack = Stack.with(Island.ALL);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void nobodyIsLostNoRoomHasThreeAndEverySignalArrivesWhenItIsOver() {
        List<String> rooms = new ArrayList<>();
        var talks = Talks.beginAnywhere(ROOMS, () -> {
            var room = stack.newRoom();
            rooms.add(room);
            return room;
        }, stack::nextPort);
        talks.signal();
        talks.assertEverythingWasHeard();
        Island.part(Island.ALL);
        for (int second = 0; second < PARTED_SECONDS; second += 3) {
            talks.signal();
            var third = CableClient.open(stack.nextPort(), rooms.get(second % ROOMS));
            third.subscribe();
            third.await("reject_subscription");
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        }
        Island.join(Island.ALL);
        talks.signal();
        talks.assertEverythingWasHeard();
        talks.assertAllAreIn();
        var pair = talks.pairs().get(0);
        pair.first().goesHome();
        Patience.until("the place is free", () -> pair.second().said.contains("peer_left"));
        var after = Talks.beginAnywhere(ROOMS, stack::newRoom, stack::nextPort);
        after.signal();
        after.assertEverythingWasHeard();
        assertTrue(after.callers().allMatch(Caller::isIn));
        assertEquals(0, talks.callers().filter(caller -> caller != pair.first() && !caller.isIn()).count());
        talks.end();
        after.end();
    }
}
