package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much all sockets of a service may hold together, and who is let go where that is too much. */
class HoldingsTest {
    private final Holdings holdings = new Holdings(1000);
    private final List<EmbeddedChannel> connections = new ArrayList<>();

    @Test
    void oneMayHoldWhatOthersDoNot() {
        var shares = shares(10);
        assertFalse(isTooLarge(shares.get(0), 1000));
        assertEquals(1000, holdings.bytes());
    }

    @Test
    void whereTogetherItIsTooMuchWhoHoldsMoreThanTheirPartIsLetGo() {
        var shares = shares(10);
        shares.get(0).count(950);
        assertFalse(isTooLarge(shares.get(1), 100), "an honest one");
        assertTrue(isTooLarge(shares.get(2), 101));
        assertTrue(isTooLarge(shares.get(0), 950));
    }

    @Test
    void whatIsHeldNoMoreCountsNoMore() {
        var shares = shares(2);
        shares.get(0).count(2000);
        shares.get(0).count(10);
        assertFalse(isTooLarge(shares.get(1), 900));
        connections.forEach(EmbeddedChannel::close);
        shares.get(0).count(500);
        assertEquals(0, holdings.bytes());
        assertFalse(isTooLarge(shares(1).get(0), 1000));
    }

    private static boolean isTooLarge(Holdings.Share share, long halfSaid) {
        share.count(halfSaid);
        return share.isTooLarge();
    }

    private List<Holdings.Share> shares(int count) {
        return Stream.generate(this::open).limit(count).toList();
    }

    private Holdings.Share open() {
        var connection = new EmbeddedChannel();
        connections.add(connection);
        return holdings.open(connection);
    }
}
