package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of the connections of a socket that is passed on. */
class LegTest {
    private static final int READING = (int) Leg.READING.toSeconds();

    private final Vertx vertx = Vertx.vertx();
    private final Leg leg = new Leg((ContextInternal) vertx.getOrCreateContext());
    private final List<String> events = new ArrayList<>();
    /** Its other side takes nothing while this says so, but for so much. */
    private boolean deaf;
    private int takes;
    private int flushes;
    private final EmbeddedChannel channel = new EmbeddedChannel(leg) {
        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) throws Exception {
            flushes++;
            if (!deaf) {
                super.doWrite(waiting);
            }
            for (; takes > 0; takes--) {
                waiting.remove();
            }
        }
    };

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
        leg.hearer(bytes -> events.add(bytes.toString()));
        leg.whenEnded(() -> events.add("ended"));
    }

    @AfterEach
    void close() throws Exception {
        channel.finishAndReleaseAll();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whatComesWhileItIsPausedIsHeardInOrderAndNothingMoreIsRead() {
        says("one ");
        says("two");
        assertEquals(List.of(), events);
        assertFalse(channel.config().isAutoRead());
        leg.resume();
        says("three");
        assertEquals(List.of("one two", "three"), events);
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void whoseHearerPausesItIsReadNoFurther() {
        leg.hearer(bytes -> leg.pause());
        says("one");
        leg.resume();
        assertFalse(channel.config().isAutoRead());
    }

    @Test
    void whatIsWrittenInOneTurnGoesOutInOneGoAndInOrder() {
        for (int turn = 1; turn <= 2; turn++) {
            channel.eventLoop().execute(() -> {
                leg.write(Buffer.buffer("one "));
                leg.write(Buffer.buffer("two"));
            });
            channel.runPendingTasks();
            assertEquals(turn, flushes);
            assertEquals(List.of("one ", "two"), List.of(sent(), sent()));
        }
    }

    @Test
    void whatWaitsForRoomIsDoneOnceWhenThereIsSome() {
        deaf = true;
        fill();
        assertTrue(leg.isFull());
        leg.whenDrained(() -> events.add("replaced"));
        leg.whenDrained(() -> events.add("drained"));
        hearsAgain();
        fill();
        assertEquals(List.of("drained"), events);
    }

    @Test
    void whoReadsNothingForLongIsClosed() {
        deaf = true;
        fill();
        passes(READING - 1);
        assertTrue(channel.isOpen());
        passes(1);
        assertFalse(channel.isOpen());
        assertEquals(List.of("ended"), events);
    }

    @Test
    void whoReadsOnInTimeStays() {
        deaf = true;
        fill();
        passes(READING - 1);
        hearsAgain();
        passes(READING);
        assertTrue(channel.isOpen());
    }

    @Test
    void whoReadsSlowlyStays() {
        deaf = true;
        leg.write(Buffer.buffer("a little"));
        leg.write(Buffer.buffer("a little"));
        fill();
        for (int part = 0; part < 2; part++) {
            passes(READING - 1);
            takes = 1;
            channel.flush();
            passes(1);
            assertTrue(channel.isOpen());
            assertTrue(leg.isFull());
        }
        passes(READING);
        assertFalse(channel.isOpen());
    }

    @Test
    void whatWasWrittenGoesOutBeforeTheEnd() {
        deaf = true;
        leg.write(Buffer.buffer("last words"));
        leg.close();
        assertTrue(channel.isOpen());
        hearsAgain();
        assertEquals("last words", sent());
        assertFalse(channel.isOpen());
    }

    @Test
    void whoDoesNotTakeTheLastWordsIsClosedSoonAllTheSame() {
        deaf = true;
        fill();
        leg.close();
        passes(2);
        assertFalse(channel.isOpen());
    }

    @Test
    void whoIsGoneAlreadyIsSaidToBe() {
        channel.close();
        events.clear();
        leg.whenEnded(() -> events.add("gone"));
        assertEquals(List.of("gone"), events);
    }

    private String sent() {
        return channel.<ByteBuf>readOutbound().toString(StandardCharsets.UTF_8);
    }

    private void says(String words) {
        channel.writeInbound(Unpooled.copiedBuffer(words, StandardCharsets.UTF_8));
    }

    private void fill() {
        leg.write(Buffer.buffer(new byte[channel.config().getWriteBufferHighWaterMark() + 1]));
        channel.runPendingTasks();
    }

    private void hearsAgain() {
        deaf = false;
        channel.flush();
        channel.runPendingTasks();
    }

    private void passes(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
    }
}
