package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much all sockets of a service may hold together, and who is let go where that is too much. */
class HoldingsTest {
    private final Holdings holdings = new Holdings(1000);

    @Test
    void oneMayHoldWhatOthersDoNot() {
        var shares = shares(10);
        assertFalse(shares.get(0).isTooLarge(1000));
        assertEquals(1000, holdings.bytes());
    }

    @Test
    void whereTogetherItIsTooMuchWhoHoldsMoreThanTheirPartIsLetGo() {
        var shares = shares(10);
        shares.get(0).isTooLarge(950);
        assertFalse(shares.get(1).isTooLarge(100), "an honest one");
        assertTrue(shares.get(2).isTooLarge(101));
        assertTrue(shares.get(0).isTooLarge(950));
    }

    @Test
    void whatIsHeldNoMoreCountsNoMore() {
        var shares = shares(2);
        shares.get(0).isTooLarge(2000);
        shares.get(0).isTooLarge(10);
        assertFalse(shares.get(1).isTooLarge(900));
        shares.get(0).close();
        shares.get(1).close();
        assertEquals(0, holdings.bytes());
        assertFalse(shares(1).get(0).isTooLarge(1000));
    }

    private List<Holdings.Share> shares(int count) {
        return Stream.generate(holdings::open).limit(count).toList();
    }
}
