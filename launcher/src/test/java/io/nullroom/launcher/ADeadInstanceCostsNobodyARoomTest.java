package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services as processes: rooms span them, and none of them is missed when it dies or is replaced. */
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ADeadInstanceCostsNobodyARoomTest {
    private static final Logger LOG = LoggerFactory.getLogger(ADeadInstanceCostsNobodyARoomTest.class);
    /** With -Dnullroom.rooms=300 the test takes as many as a server of that size would. */
    private static final int ROOMS = Integer.getInteger("nullroom.rooms", 60);
    private static final int SIGNALS = 20;

    private static Stack stack;

    @BeforeAll
    @Timeout(300)
    static void start() throws IOException {
        stack = Stack.of(2, 3, 2);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void roomsSpanInstancesAndEverySignalArrivesInOrder() {
        long began = System.nanoTime();
        var talks = Talks.beginAnywhere(ROOMS, stack::newRoom, stack.gateways().get(0)::port);
        long met = System.nanoTime();
        for (int count = 0; count < SIGNALS; count++) {
            talks.signal();
        }
        talks.assertEverythingWasHeard();
        talks.assertAllAreIn();
        talks.end();
        assertTrue(stack.questionsBetweenInstances() > ROOMS, "not many rooms span instances");
        LOG.info("{} rooms met in {} ms, {} signals heard in {} ms", ROOMS, millis(met - began),
            ROOMS * 2 * SIGNALS, millis(System.nanoTime() - met));
    }

    @Test
    @Order(2)
    void bothOfARoomAreAtOneInstanceWhicheverGatewaysTheyComeThrough() {
        int questions = stack.questionsBetweenInstances();
        var talks = Talks.begin(ROOMS, stack::newRoom, stack::nextPort);
        talks.signal();
        talks.assertEverythingWasHeard();
        talks.end();
        assertEquals(questions, stack.questionsBetweenInstances());
    }

    @Test
    @Order(3)
    void whoseInstanceIsKilledNoticesNothingAndNoSignalIsLost() {
        var talks = Talks.beginAnywhere(Math.min(ROOMS, 100), stack::newRoom, stack::nextPort);
        for (int count = 0; count < 8; count++) {
            signalAndPause(talks);
        }
        int moves = stack.moves();
        stack.signaling().remove(0).kill();
        for (int count = 0; count < 24; count++) {
            signalAndPause(talks);
        }
        talks.assertEverythingWasHeard();
        talks.assertAllAreIn();
        talks.assertNobodyNoticed();
        int moved = stack.moves() - moves;
        assertTrue(moved > talks.pairs().size() / 3, moved + " had their socket there");
        LOG.info("{} of {} callers had their socket on the instance that was killed; none of {} signals was lost",
            moved, talks.pairs().size() * 2, talks.callers().mapToInt(Caller::sent).sum());
        talks.end();
        stack.signaling().add(stack.start("signaling"));
        stack.awaitWell();
    }

    @Test
    @Order(4)
    void everyServiceIsReplacedInTurnAndNobodyIsLost() {
        var talks = Talks.begin(ROOMS, stack::newRoom, stack::nextPort);
        var over = new AtomicBoolean();
        var refusals = CompletableFuture.supplyAsync(() -> openRoomsUntil(over));
        List<ChildServer> stopped = new ArrayList<>();
        // All of them where there is time for it; one of each else.
        for (int count = ROOMS < 300 ? 1 : stack.signaling().size(); count > 0; count--) {
            stopped.add(replace(stack.signaling(), "signaling"));
            talks.signal();
        }
        talks.assertEverythingWasHeard();
        talks.assertNobodyNoticed();
        for (int count = ROOMS < 300 ? 1 : stack.rooms().size(); count > 0; count--) {
            stopped.add(replace(stack.rooms(), "room"));
            talks.signal();
        }
        for (int count = ROOMS < 300 ? 1 : stack.gateways().size(); count > 0; count--) {
            stopped.add(replace(stack.gateways(), "gateway", "turn", "assets"));
            talks.signal();
        }
        Patience.until("everybody is in", 60, () -> talks.callers().allMatch(Caller::isIn));
        LOG.info("The longest absence while all were replaced took {} ms", longestAbsence(talks));
        talks.assertAllAreIn();
        over.set(true);
        assertEquals(0, refusals.join(), "rooms that could not be made within two seconds");
        talks.signal();
        talks.assertEverythingWasHeard();
        LOG.info("{} processes were replaced, and none of {} signals was lost", stopped.size(),
            talks.callers().mapToInt(Caller::sent).sum());
        talks.assertAllAreIn();
        talks.end();
        stopped.forEach(server -> assertEquals(143, server.exitCode()));
    }

    private ChildServer replace(List<ChildServer> all, String... services) {
        var old = all.remove(0);
        long began = System.nanoTime();
        old.terminate().exitCode();
        long took = millis(System.nanoTime() - began);
        LOG.info("{} drained in {} ms", services[0], took);
        assertTrue(took < 15_000, services[0] + " took " + took + " ms to stop");
        // Callers go by this list, and must not wait for a port.
        all.add(stack.start(services).running());
        stack.awaitWell();
        return old;
    }

    private static long longestAbsence(Talks talks) {
        return talks.callers().flatMap(caller -> caller.losses.stream()).max(Comparator.naturalOrder()).orElse(0L);
    }

    /** How many could not be made, though each was tried for two seconds and once more. */
    private static int openRoomsUntil(AtomicBoolean over) {
        int refused = 0;
        while (!over.get()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            long began = System.nanoTime();
            var room = stack.tryRoom(stack.nextPort());
            // The last try begins when the two seconds are over, however long those before it took.
            while (room.isEmpty() && began < end) {
                pause(100);
                began = System.nanoTime();
                room = stack.tryRoom(stack.nextPort());
            }
            refused += room.isEmpty() ? 1 : 0;
            pause(100);
        }
        return refused;
    }

    private static void signalAndPause(Talks talks) {
        talks.signal();
        pause(250);
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
