package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How rooms are shared out among instances. */
class RoomHintTest {

    @Test
    void roomsAreSharedOutEvenlyAndOnlyThoseOfAnInstanceThatGoesChangePlaces() {
        var rooms = Stream.generate(() -> new RoomHint(ThreadLocalRandom.current().nextLong())).limit(3000).toList();
        Map<String, Long> shares = rooms.stream()
            .collect(Collectors.groupingBy(room -> first(room, 3), Collectors.counting()));
        IntStream.range(0, 3).forEach(at -> assertEquals(1000, shares.get(name(at)), 200, shares.toString()));
        rooms.stream().filter(room -> !first(room, 3).equals(name(2)))
            .forEach(room -> assertEquals(first(room, 3), first(room, 2)));
    }

    private static String first(RoomHint room, int instances) {
        return IntStream.range(0, instances).mapToObj(RoomHintTest::name)
            .min((one, other) -> Long.compare(room.rank(one), room.rank(other))).orElseThrow();
    }

    /** As an instance calls itself: of 22 characters. */
    private static String name(int number) {
        return "bXktbmFtZS1pcy1yYW5kb" + number;
    }
}
