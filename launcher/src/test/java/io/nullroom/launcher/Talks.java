package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many rooms with two callers each.
 *
 * @param pairs who is in a room together
 */
record Talks(List<Pair> pairs) {
    private static final IntPredicate NEVER = number -> false;

    /** Two in a room. */
    record Pair(Caller first, Caller second) {

        Stream<Caller> both() {
            return Stream.of(first, second);
        }
    }

    /** So many rooms, with both callers in. */
    static Talks begin(int rooms, Supplier<String> newRoom, Supplier<Integer> port) {
        List<Pair> pairs = new ArrayList<>();
        for (int count = 0; count < rooms; count++) {
            var room = newRoom.get();
            pairs.add(new Pair(Caller.enters(port, room), Caller.enters(port, room)));
        }
        var talks = new Talks(pairs);
        Patience.until("everybody is in", 60, () -> talks.callers().allMatch(Caller::isIn));
        Patience.until("everybody has met", 30, () -> pairs.stream()
            .allMatch(pair -> pair.both().filter(caller -> caller.said.contains("peer_ready")).count() == 1));
        return talks;
    }

    Stream<Caller> callers() {
        return pairs.stream().flatMap(Pair::both);
    }

    /** Everybody sends one signal. */
    void signal() {
        callers().forEach(Caller::signals);
    }

    /** Waits until everybody is in, and nobody was told that the other one has left. */
    void assertAllAreIn() {
        Patience.until("everybody is in", 60, () -> callers().allMatch(Caller::isIn));
        assertEquals(List.of(), callers().flatMap(caller -> caller.said.stream())
            .filter(type -> !List.of("init", "resumed", "peer_ready", "disconnect").contains(type)).toList());
    }

    /** Waits until everybody has heard everything, once and in order. */
    void assertEverythingWasHeard() {
        pairs.forEach(pair -> {
            assertHeard(pair.first(), pair.second());
            assertHeard(pair.second(), pair.first());
        });
    }

    /**
     * Everybody has heard everything, once and in order, but what was on its way when an instance died: of that some
     * may be gone, where the instance had the sender's socket or the hearer's. The cable has no acknowledgement, so
     * what a client has sent, or was sent, in that moment nobody keeps.
     *
     * @param bereft whose instance died
     * @param onItsWay the signals of that moment
     * @return how many are gone
     */
    int assertOnlyLost(List<Caller> bereft, IntPredicate onItsWay) {
        int lost = 0;
        for (var pair : pairs) {
            var mayLose = pair.both().anyMatch(bereft::contains) ? onItsWay : NEVER;
            lost += lost(pair.first(), pair.second(), mayLose) + lost(pair.second(), pair.first(), mayLose);
        }
        return lost;
    }

    void end() {
        callers().forEach(Caller::goesHome);
    }

    private static void assertHeard(Caller who, Caller whom) {
        Patience.until("all signals are here", () -> who.signals.size() >= whom.sent());
        assertEquals(IntStream.range(0, whom.sent()).boxed().toList(), who.signals);
    }

    private static int lost(Caller who, Caller whom, IntPredicate mayBeLost) {
        Patience.until("the last signal is here", () -> who.signals.contains(whom.sent() - 1));
        var heard = List.copyOf(who.signals);
        var due = IntStream.range(0, whom.sent())
            .filter(number -> heard.contains(number) || !mayBeLost.test(number)).boxed().toList();
        assertEquals(due, heard, "once and in order, all but what was on its way");
        return whom.sent() - heard.size();
    }
}
