package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection for many sockets. */
class TrunkTest {
    private final JoinedTrunk trunk = new JoinedTrunk();

    @AfterEach
    void close() {
        trunk.close();
    }

    @Test
    void whatIsSaidIsHeardInOrderHoweverItIsRead() {
        var random = new Random(1);
        var listener = trunk.open();
        var speaker = trunk.taken.get(0);
        var said = new ByteArrayOutputStream();
        for (int turn = 0; turn < 500; turn++) {
            var bytes = new byte[random.nextInt(60_000)];
            random.nextBytes(bytes);
            if (speaker.channel.isWritable()) {
                said.writeBytes(bytes);
                speaker.says(bytes);
            }
            listener.reads(random.nextBoolean());
            trunk.pass();
        }
        listener.reads(true);
        trunk.pass();
        assertTrue(said.size() > 1_000_000);
        assertArrayEquals(said.toByteArray(), listener.heard.toByteArray());
    }

    @Test
    void thoseThatAreNotReadHoldUpNobodyElseAndKeepNoMoreThanAWindow() {
        var deaf = Stream.generate(trunk::open).limit(50).toList();
        deaf.forEach(side -> side.reads(false));
        trunk.taken.forEach(side -> side.says(2 * Trunk.WINDOW));
        trunk.pass();
        deaf.forEach(side -> side.reads(true));
        trunk.gateway.runPendingTasks();
        // Nothing has passed since: this was there already.
        deaf.forEach(side -> assertEquals(Trunk.WINDOW, side.heard.size()));
        deaf.forEach(side -> side.reads(false));
        trunk.pass();
        var other = trunk.open();
        trunk.taken.get(50).says(3 * Trunk.WINDOW);
        trunk.pass();
        assertEquals(3 * Trunk.WINDOW, other.heard.size());
    }

    @Test
    void whoSaysLittleAtATimeKeepsNoMoreFramesThanAWindowHasRoomFor() {
        var deaf = trunk.open();
        deaf.reads(false);
        for (int count = 0; count < 1000; count++) {
            trunk.taken.get(0).says(1);
            trunk.pass();
        }
        deaf.reads(true);
        trunk.gateway.runPendingTasks();
        assertEquals(Trunk.WINDOW / StreamBytes.LEAST, deaf.heard.size());
        trunk.pass();
        assertEquals(1000, deaf.heard.size());
    }

    @Test
    void aFewBytesThatWaitKeepNothingThatCameWithThem() {
        var few = trunk.open();
        var many = trunk.open();
        trunk.taken.get(1).says(10_000);
        trunk.taken.get(0).says(3);
        trunk.pass();
        assertEquals(10_000, many.heard.size());
        assertEquals(3, few.kept);
    }

    @Test
    void whatManySayInOneTurnGoesOutTogether() {
        var sides = Stream.generate(trunk::open).limit(20).toList();
        var flushes = new ArrayList<ChannelHandlerContext>();
        trunk.instance.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext here) {
                flushes.add(here);
                here.flush();
            }
        });
        trunk.taken.forEach(side -> side.answering = true);
        sides.forEach(side -> side.says(100));
        trunk.gateway.runPendingTasks();
        var together = Unpooled.buffer();
        for (ByteBuf bytes = trunk.gateway.readOutbound(); bytes != null; bytes = trunk.gateway.readOutbound()) {
            together.writeBytes(bytes);
            bytes.release();
        }
        trunk.instance.writeInbound(together);
        trunk.pass();
        assertEquals(1, flushes.size());
        sides.forEach(side -> assertEquals(100, side.heard.size()));
    }

    @Test
    void nothingOfASocketIsKeptForTheNextOne() {
        int[] bytes = new int[2];
        for (int time = 0; time < bytes.length; time++) {
            trunk.bytesOfTheGateway = 0;
            trunk.open();
            bytes[time] = trunk.bytesOfTheGateway;
        }
        assertEquals(bytes[0], bytes[1], "a header that is known already takes less");
    }

    @Test
    void aGatewayIsAskedForNothing() {
        trunk.open();
        var asking = new JoinedTrunk.Side();
        JoinedTrunk.begin(trunk.instance, asking);
        trunk.pass();
        assertFalse(asking.channel.isActive());
        assertTrue(trunk.taken.get(0).channel.isActive());
    }
}
