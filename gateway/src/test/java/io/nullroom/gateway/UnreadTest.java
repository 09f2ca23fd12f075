package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nullroom.contracts.Holdings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a gateway keeps for all clients together that do not read. */
class UnreadTest {
    private final Vertx vertx = Vertx.vertx();
    private final Holdings holdings = new Holdings(10_000);

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whereAllLeaveTooMuchWhoLeavesMuchIsLetGoAndWhoLeavesLittleIsNot() {
        var first = new Deaf(new Leg(context(), Optional.of(holdings)));
        var second = new Deaf(new Leg(context(), Optional.of(holdings)));
        var instance = new Deaf(new Leg(context()));
        first.hears(8000);
        assertTrue(first.isOpen());
        second.hears(1000);
        second.hears(1000);
        assertTrue(second.isOpen(), "though it is too much together");
        instance.hears(20_000);
        assertTrue(instance.isOpen());
        first.hears(1);
        assertFalse(first.isOpen());
        assertTrue(second.isOpen());
        second.close();
        assertEquals(0, holdings.bytes());
    }

    private ContextInternal context() {
        return (ContextInternal) vertx.getOrCreateContext();
    }

    /** A connection whose other side takes nothing. */
    private static final class Deaf extends EmbeddedChannel {
        private final Leg leg;

        Deaf(Leg leg) {
            super(leg);
            this.leg = leg;
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) {
            // Waits on.
        }

        void hears(int bytes) {
            leg.write(Buffer.buffer(new byte[bytes]));
            runPendingTasks();
        }
    }
}
