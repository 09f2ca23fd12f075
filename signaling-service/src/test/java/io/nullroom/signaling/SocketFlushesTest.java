package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nullroom.contracts.Holdings;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often the system is called for what a client is told. */
class SocketFlushesTest {
    private static final int CANDIDATES = 20;

    private final Vertx vertx = Vertx.vertx();
    private final Count flushes = new Count();
    private final SocketWire wire = new SocketWire(
        (ContextInternal) vertx.getOrCreateContext(), Optional.empty(), new Holdings(Long.MAX_VALUE));
    private final EmbeddedChannel channel = new EmbeddedChannel(flushes, wire);

    @AfterEach
    void close() throws Exception {
        channel.finishAndReleaseAll();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsSaidInOneTurnGoesOutInOneGoInOrderAndWhole() {
        for (int turn = 1; turn <= 2; turn++) {
            channel.writeInbound((Runnable) () ->
                IntStream.range(0, CANDIDATES).forEach(candidate -> wire.send(String.valueOf(candidate))));
            assertEquals(turn, flushes.count);
            assertEquals(IntStream.range(0, CANDIDATES).mapToObj(String::valueOf).toList(), sent());
        }
    }

    @Test
    void whoReadsEverythingIsNotTakenForSlowHoweverMuchIsSaidInOneTurn() {
        channel.writeInbound((Runnable) () -> {
            wire.send("x".repeat(300_000));
            assertFalse(wire.congested());
        });
        assertEquals(300_010, channel.outboundMessages().stream().mapToInt(sent -> ((ByteBuf) sent).readableBytes())
            .sum());
    }

    @Test
    void aBeatGoesOutAtOnceAndWithItsQuestion() {
        wire.beat("ping", true);
        assertEquals(1, flushes.count);
        assertEquals(List.of("", "ping"), sent());
        channel.runPendingTasks();
        assertEquals(1, flushes.count, "and not once more");
    }

    /** The payloads, all of them short. */
    private List<String> sent() {
        var texts = new ArrayList<String>();
        for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            texts.add(frame.skipBytes(2).toString(StandardCharsets.UTF_8));
            frame.release();
        }
        return texts;
    }

    /** Nearest to the wire; does what it reads, within one turn of the event loop. */
    private static final class Count extends ChannelDuplexHandler {
        private int count;

        @Override
        public void channelRead(ChannelHandlerContext context, Object turn) {
            ((Runnable) turn).run();
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            count++;
            context.flush();
        }
    }
}
