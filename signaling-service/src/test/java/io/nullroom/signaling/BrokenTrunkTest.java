package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nullroom.contracts.Holdings;
import io.nullroom.contracts.Passage;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An instance tells the end of one socket from the end of the trunk that it came by. */
class BrokenTrunkTest {
    private final Vertx vertx = Vertx.vertx();
    private final Stage stage = new Stage();
    private final EmbeddedChannel trunk = new EmbeddedChannel();
    private final Stage.Visitor other = stage.visitor();

    @AfterEach
    void close() throws Exception {
        trunk.finishAndReleaseAll();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whoseOwnSocketEndsHasLeft() {
        comes().close();
        assertEquals(List.of("peer_left"), other.types());
    }

    @Test
    void whoseTrunkEndsMayGoOn() {
        var socket = comes();
        trunk.close();
        socket.close();
        assertEquals(List.of(), other.types());
    }

    /** A socket that a gateway passes on, of one of two in a room. */
    private EmbeddedChannel comes() {
        other.subscribe(stage.identifier());
        var passage = Optional.of(Passage.random());
        var wire = new SocketWire((ContextInternal) vertx.getOrCreateContext(), passage, new Holdings(Long.MAX_VALUE));
        var socket = new EmbeddedChannel(trunk, DefaultChannelId.newInstance(), true, false, wire);
        wire.open(opened -> {
            var session = stage.instance.open(opened, new Arrival(Optional.of("gateway"), passage, Optional.empty()));
            new Stage.Visitor(stage, new FakeWire(), session).subscribe(stage.identifier());
            return session;
        });
        other.types();
        return socket;
    }
}
