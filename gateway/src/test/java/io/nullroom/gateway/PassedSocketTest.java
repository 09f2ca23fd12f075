package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nullroom.contracts.Mark;
import io.nullroom.contracts.StreamBytes;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client between its welcome and its first instance. */
class PassedSocketTest {
    /** The first byte of a frame that is no message, and of one that is. */
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int TEXT = 0x81;

    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    private final Memory.Total total = new Memory.Total(1_000_000);
    private final Leg client = new Leg(context);
    private final EmbeddedChannel channel = new EmbeddedChannel(client);
    private final PassedSocket socket = new PassedSocket(client, new Memory(total), moved -> { });
    private final AtomicInteger decided = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whoTalksOnIsReadNoFurtherThanFirstWordsGo() {
        socket.welcomes(decided::incrementAndGet);
        says(TEXT, 100);
        assertEquals(1, decided.get());
        assertTrue(channel.config().isAutoRead(), "or it could not be seen to leave");
        while (total.bytes() < FirstWords.MOST) {
            assertTrue(channel.config().isAutoRead());
            says(PING, 100);
        }
        assertFalse(channel.config().isAutoRead());
    }

    @Test
    void whatItHasSaidCountsOnceAndGoesOnInOrder() {
        socket.welcomes(decided::incrementAndGet);
        says(PING, 10);
        says(TEXT, 20);
        assertEquals(6 + 10 + 6 + 20, total.bytes());
        var leg = new Leg(context);
        var instance = new EmbeddedChannel(leg);
        socket.asks("one", leg);
        socket.joins();
        says(TEXT, 30);
        assertEquals("%s %s %s".formatted(PING, TEXT, TEXT), frames(instance));
        long kept = total.bytes();
        assertTrue(kept >= 6 + 20 + 6 + 30 && kept < 1000, kept + " bytes");
        socket.letGo();
        assertEquals(0, total.bytes());
    }

    @Test
    void firstWordsPushNothingOutThatWouldHaveRoomByItself() {
        var crowded = new Memory.Total(1);
        var talkative = new Leg(context);
        var connection = new EmbeddedChannel(talkative);
        var passed = new PassedSocket(talkative, new Memory(crowded), moved -> { });
        passed.welcomes(decided::incrementAndGet);
        connection.writeInbound(frame(TEXT, Memory.LEAST / 2 + 1000));
        var leg = new Leg(context);
        new EmbeddedChannel(leg);
        passed.asks("one", leg);
        passed.joins();
        assertTrue(crowded.bytes() > Memory.LEAST / 2, "it is kept");
    }

    @Test
    void whomAnInstanceDoesNotTakeIsReadOnUntilAnotherDoes() {
        socket.welcomes(decided::incrementAndGet);
        says(TEXT, 20);
        var refusing = new Leg(context);
        new EmbeddedChannel(refusing);
        socket.asks("one", refusing);
        socket.leave();
        assertTrue(channel.config().isAutoRead(), "or it could not be seen to leave");
        says(TEXT, 30);
        var leg = new Leg(context);
        var instance = new EmbeddedChannel(leg);
        socket.asks("two", leg);
        socket.joins();
        assertEquals("%s %s".formatted(TEXT, TEXT), frames(instance));
        socket.leave();
        assertFalse(channel.config().isAutoRead(), "what it says between two is for the next one");
    }

    @Test
    void whoReadsEverythingCanMoveAlsoWhereALongMessageCameLast() {
        List<Boolean> canMove = new ArrayList<>();
        var talker = new PassedSocket(client, new Memory(total), moving -> canMove.add(moving.canMove()));
        talker.welcomes(decided::incrementAndGet);
        channel.runPendingTasks();
        var leg = new Leg(context);
        var instance = new EmbeddedChannel(leg);
        talker.asks("one", leg);
        talker.joins();
        int length = channel.config().getWriteBufferHighWaterMark();
        var last = talker.passage().payload(new Mark.MoveOn());
        instance.writeInbound(Unpooled.buffer().writeByte(TEXT).writeByte(127).writeLong(length).writeZero(length)
            .writeByte(PONG).writeByte(last.length).writeBytes(last));
        assertEquals(List.of(true), canMove);
    }

    @Test
    void anInstanceThatWasOnlyAskedIsNotWaitedFor() {
        var asked = new Leg(context);
        var stream = new EmbeddedChannel(new StreamBytes(), asked);
        socket.asks("one", asked);
        socket.leave();
        assertFalse(stream.isOpen());
    }

    @Test
    void anInstanceThatHasItReadsWhatWasSaidBeforeTheEnd() {
        var having = new Leg(context);
        var stream = new EmbeddedChannel(new StreamBytes(), having);
        socket.asks("one", having);
        socket.joins();
        socket.leave();
        assertTrue(stream.isOpen());
    }

    private void says(int first, int length) {
        channel.writeInbound(frame(first, length));
        channel.runPendingTasks();
    }

    /** Masked by zeros (RFC 6455, 5.2 and 5.3). */
    private static ByteBuf frame(int first, int length) {
        var head = Unpooled.buffer().writeByte(first);
        if (length < 126) {
            head.writeByte(0x80 | length);
        } else {
            head.writeByte(0x80 | 126).writeShort(length);
        }
        return head.writeInt(0)
            .writeBytes("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
    }

    /** What frames have gone out, by their first bytes. */
    private static String frames(EmbeddedChannel to) {
        to.runPendingTasks();
        var all = Unpooled.buffer();
        for (ByteBuf next = to.readOutbound(); next != null; next = to.readOutbound()) {
            all.writeBytes(next);
        }
        var found = new StringBuilder();
        while (all.isReadable()) {
            found.append(all.readUnsignedByte()).append(' ');
            all.skipBytes((all.readUnsignedByte() & 0x7f) + 4);
        }
        return found.toString().strip();
    }
}
