package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.AnnounceInstance;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which signaling instance is asked to take a socket. */
class InstancesTest {
    private final Instances instances = new Instances();

    @Test
    void twoGatewaysFindTheSameInstanceForARoomWhateverEachHasGivenAway() {
        var others = new Instances();
        List.of("one", "two", "three").forEach(name -> say(name, 0));
        for (var name : List.of("three", "two", "one")) {
            others.hear(instance(name, 0, true));
        }
        instances.give(instance("one", 0, true));
        LongStream.range(0, 100).mapToObj(RoomHint::new).forEach(room ->
            assertEquals(names(instances.inRowOf(room)), names(others.inRowOf(room))));
    }

    @Test
    void whoIsCrowdedComesLast() {
        say("one", 1000);
        say("two", 900);
        LongStream.range(0, 100).mapToObj(RoomHint::new).forEach(room ->
            assertEquals(2, instances.inRowOf(room).size()));
        assertEquals(2, LongStream.range(0, 100).mapToObj(RoomHint::new)
            .map(room -> names(instances.inRowOf(room)).get(0)).distinct().count());
        say("three", 10);
        LongStream.range(0, 100).mapToObj(RoomHint::new).forEach(room ->
            assertEquals(List.of("three", "two", "one"), names(instances.inRowOf(room))));
    }

    @Test
    void whoTakesNoneIsNotInTheRow() {
        say("one", 0);
        instances.hear(instance("two", 0, false));
        LongStream.range(0, 100).mapToObj(RoomHint::new).forEach(room ->
            assertEquals(List.of("one"), names(instances.inRowOf(room))));
    }

    private void say(String name, int sockets) {
        instances.hear(instance(name, sockets, true));
    }

    private static AnnounceInstance instance(String name, int sockets, boolean accepting) {
        return new AnnounceInstance(name, "127.0.0.1", 1, sockets, accepting);
    }

    private static List<String> names(List<AnnounceInstance> row) {
        return row.stream().map(AnnounceInstance::instance).toList();
    }
}
