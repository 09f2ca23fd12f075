package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection that breaks is mended, and what was written meanwhile arrives. */
final class ATalkOutlivesASleepTest {
    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @Test
    void whatIsWrittenWhileTheOthersComputerSleepsArrivesWhenItWakes() {
        try (var laptop = new Laptop()) {
            var pair = new Visitors.Pair(VISITORS.next(), laptop.person(VISITORS.server().origin())).meet();
            laptop.sleeps();
            pair.host().waitsFor("lost");
            pair.host().says("written while you slept");
            assertEquals(List.of("written while you slept"), pair.host().texts("own"));
            laptop.wakes();
            pair.both(person -> person.waitsFor("secure"));
            pair.guest().hears("written while you slept");
            pair.host().seesDelivered(1);
            pair.guest().says("I am back");
            pair.host().hears("I am back");
            assertEquals(List.of(), pair.guest().problems());
        }
    }
}
