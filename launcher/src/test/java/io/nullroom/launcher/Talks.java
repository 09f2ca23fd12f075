package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many rooms with two callers each.
 *
 * @param pairs who is in a room together
 */
record Talks(List<Pair> pairs) {
    /** Two in a room. */
    record Pair(Caller first, Caller second) {

        Stream<Caller> both() {
            return Stream.of(first, second);
        }
    }

    /** So many rooms, with both callers in, and both at one instance. */
    static Talks begin(int rooms, Supplier<String> newRoom, Supplier<Integer> port) {
        return begin(rooms, newRoom, room -> Caller.enters(port, room));
    }

    /** So many rooms, with both callers in, at whichever instances were the least busy. */
    static Talks beginAnywhere(int rooms, Supplier<String> newRoom, Supplier<Integer> port) {
        return begin(rooms, newRoom, room -> Caller.entersAnywhere(port, room));
    }

    private static Talks begin(int rooms, Supplier<String> newRoom, Function<String, Caller> entering) {
        List<Pair> pairs = new ArrayList<>();
        for (int count = 0; count < rooms; count++) {
            var room = newRoom.get();
            pairs.add(new Pair(entering.apply(room), entering.apply(room)));
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

    /** Nobody's socket was closed, and nobody was told a signal twice. */
    void assertNobodyNoticed() {
        assertEquals(0, callers().filter(caller -> !caller.losses.isEmpty()).count(), "sockets that were lost");
        assertEquals(0, callers().mapToInt(caller -> caller.repeated.get()).sum(), "signals that came twice");
    }

    void end() {
        callers().forEach(Caller::goesHome);
    }

    private static void assertHeard(Caller who, Caller whom) {
        Patience.until("all signals are here", () -> who.signals.size() >= whom.sent());
        assertEquals(IntStream.range(0, whom.sent()).boxed().toList(), who.signals);
    }
}
