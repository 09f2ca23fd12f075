package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is heard of, who is silent, and who is forgotten. */
class RosterTest {
    private final Roster roster = new Roster();

    @Test
    void whoSpeaksIsHeardWithWhatItSaidLast() {
        assertTrue(roster.hear(news("one", 1)));
        assertFalse(roster.hear(news("one", 2)));
        assertEquals(List.of(news("one", 2)), roster.heard());
    }

    @Test
    void whoLetsFourBeatsPassIsSilentAndAfterSixForgotten() {
        roster.hear(news("one", 1));
        beats(3);
        assertEquals(1, roster.heard().size());
        assertEquals(List.of(), roster.beat());
        assertEquals(List.of(), roster.heard());
        assertEquals(List.of(), roster.beat());
        assertEquals(List.of("one"), roster.beat());
        assertEquals(List.of(), roster.beat());
    }

    @Test
    void whoSpeaksAgainIsHeardAgain() {
        roster.hear(news("one", 1));
        beats(5);
        roster.hear(news("one", 1));
        assertEquals(1, roster.heard().size());
        assertEquals(List.of(), roster.beat());
    }

    @Test
    void aListenerThatWasAsleepTakesNobodyForDead() {
        // Time does not count, beats do: a sleeper has none.
        roster.hear(news("one", 1));
        roster.beat();
        assertFalse(roster.misses("one"));
        assertEquals(1, roster.heard().size());
    }

    @Test
    void aNewRosterMissesNobodyYet() {
        beats(5);
        assertFalse(roster.misses("never heard"));
        beats(1);
        assertTrue(roster.misses("never heard"));
        roster.hear(news("one", 1));
        beats(5);
        assertFalse(roster.misses("one"), "its sockets are closed only when it is forgotten");
        beats(1);
        assertTrue(roster.misses("one"));
    }

    private void beats(int count) {
        for (int beat = 0; beat < count; beat++) {
            roster.beat();
        }
    }

    private static AnnounceInstance news(String instance, int sockets) {
        return new AnnounceInstance(instance, "localhost", 1, sockets, true);
    }
}
