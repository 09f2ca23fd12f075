package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nullroom.contracts.Holdings;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an instance keeps for all clients together that do not read, or do not end what they say. */
class UnreadTest {
    private final Vertx vertx = Vertx.vertx();
    private final Stage stage = new Stage();
    private final Holdings holdings = new Holdings(10_000);

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whereAllLeaveTooMuchWhoLeavesMuchIsLetGoAndWhoLeavesLittleIsNot() {
        var first = deaf();
        var second = deaf();
        first.hears(8000);
        second.hears(1000);
        second.hears(1000);
        assertTrue(first.isOpen() && second.isOpen());
        first.hears(1);
        assertFalse(first.isOpen());
        assertTrue(second.isOpen());
        second.close();
        assertEquals(0, holdings.bytes());
    }

    @Test
    void whatIsHalfSaidCountsAlike() {
        var first = deaf();
        var second = deaf();
        first.says(RawSocket.LAST | RawSocket.TEXT, 8000);
        second.says(RawSocket.TEXT, 2000);
        assertTrue(first.isOpen() && second.isOpen());
        second.says(RawSocket.CONTINUATION, 4000);
        assertFalse(second.isOpen());
        assertTrue(first.isOpen());
        first.close();
        assertEquals(0, holdings.bytes());
    }

    private Deaf deaf() {
        var wire = new SocketWire((ContextInternal) vertx.getOrCreateContext(), Optional.empty(), holdings);
        var connection = new Deaf(wire);
        wire.open(opened -> stage.instance.open(opened, Arrival.DIRECT));
        connection.runPendingTasks();
        return connection;
    }

    /** A connection whose other side takes nothing. */
    private static final class Deaf extends EmbeddedChannel {
        private final SocketWire wire;

        Deaf(SocketWire wire) {
            super(wire.reader(), wire);
            this.wire = wire;
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) {
            // Waits on.
        }

        void hears(int bytes) {
            wire.send("x".repeat(bytes));
            runPendingTasks();
        }

        /** A frame of so many bytes; the last one of a message stays away. */
        void says(int head, int bytes) {
            var frame = RawSocket.frame(head, new byte[bytes]);
            boolean last = (head & RawSocket.LAST) != 0;
            writeInbound(Unpooled.wrappedBuffer(last ? Arrays.copyOf(frame, frame.length - 1) : frame));
            runPendingTasks();
        }
    }
}
