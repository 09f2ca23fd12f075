package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a socket on a trunk ends, and the trunk itself. */
class TrunkEndsTest {
    private final JoinedTrunk trunk = new JoinedTrunk();

    @AfterEach
    void close() {
        trunk.close();
    }

    @Test
    void whatWasSaidBeforeTheEndIsReadAndThenBothAreGone() {
        var leaver = trunk.open();
        var stays = trunk.taken.get(0);
        stays.reads(false);
        leaver.says(5000);
        leaver.channel.close();
        trunk.pass();
        assertTrue(stays.channel.isActive());
        assertTrue(Trunk.isUsed(trunk.gateway));
        stays.reads(true);
        trunk.pass();
        assertEquals(5000, stays.heard.size());
        assertFalse(stays.channel.isActive());
        assertFalse(leaver.channel.isActive());
        assertFalse(Trunk.isUsed(trunk.gateway));
        assertFalse(Trunk.isUsed(trunk.instance));
    }

    @Test
    void whatIsSaidAfterTheEndDoesNotTakeItsPlace() {
        var stays = trunk.open();
        stays.reads(false);
        trunk.taken.get(0).says(2 * Trunk.WINDOW);
        trunk.taken.get(0).channel.close();
        trunk.taken.get(0).says(10);
        stays.reads(true);
        trunk.pass();
        assertEquals(2 * Trunk.WINDOW, stays.heard.size());
        assertFalse(stays.channel.isActive());
        assertFalse(Trunk.isUsed(trunk.gateway));
    }

    @Test
    void whoIsHeardByNobodyAnyMoreIsGoneAtOnce() {
        var leaver = trunk.open();
        leaver.reads(false);
        trunk.taken.get(0).says(2 * Trunk.WINDOW);
        trunk.pass();
        leaver.channel.close();
        trunk.pass();
        assertFalse(trunk.taken.get(0).channel.isActive());
        assertFalse(Trunk.isUsed(trunk.instance));
    }

    @Test
    void theOtherSideEndsAsWell() {
        var stays = trunk.open();
        trunk.taken.get(0).says(70_000);
        trunk.taken.get(0).channel.close();
        trunk.pass();
        assertEquals(70_000, stays.heard.size());
        assertFalse(stays.channel.isActive());
        assertFalse(Trunk.isUsed(trunk.instance));
    }

    @Test
    void whoClosesTwiceWaitsForNobody() {
        var leaver = trunk.open();
        trunk.taken.get(0).reads(false);
        leaver.says(1);
        leaver.channel.close();
        trunk.pass();
        assertTrue(leaver.channel.isActive());
        leaver.channel.close();
        trunk.pass();
        assertFalse(leaver.channel.isActive());
        trunk.taken.get(0).reads(true);
        assertFalse(trunk.taken.get(0).channel.isActive());
    }

    @Test
    void onceTheInstanceHasSaidSoNoMoreStreamsBegin() {
        var before = trunk.open();
        assertFalse(Trunk.isExhausted(trunk.gateway));
        trunk.instance.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        trunk.pass();
        assertTrue(Trunk.isExhausted(trunk.gateway));
        trunk.taken.get(0).says(1);
        trunk.pass();
        assertEquals(1, before.heard.size());
    }

    @Test
    void whenTheNumbersOfStreamsComeToTheirEndNoMoreBegin() throws Exception {
        trunk.open();
        trunk.gateway.pipeline().get(Http2FrameCodec.class).connection().local().createStream((1 << 30) + 1, false);
        assertTrue(Trunk.isExhausted(trunk.gateway));
    }

    @Test
    void whenItBreaksAllOfItsSocketsEnd() {
        var sides = Stream.generate(trunk::open).limit(3).toList();
        trunk.gateway.pipeline().fireExceptionCaught(new IOException("reset"));
        trunk.pass();
        sides.forEach(side -> assertFalse(side.channel.isActive()));
        assertFalse(trunk.gateway.isOpen());
        trunk.gateway.checkException();
    }
}
