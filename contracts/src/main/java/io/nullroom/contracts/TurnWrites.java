package io.nullroom.contracts;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * What is written to a connection within a turn of its event loop, which goes out together: what is said at once, as
 * candidates are, would else cost a call of the system each time.
 *
 * <p>Netty's FlushConsolidationHandler would keep back a single long message, too. On that event loop only.
 */
public final class TurnWrites {
    private final ChannelHandlerContext channel;
    private final Runnable afterwards;
    private boolean due;

    /** Those of a connection, from a handler of it on; {@code afterwards} is run when those of a turn were sent. */
    public TurnWrites(ChannelHandlerContext channel, Runnable afterwards) {
        this.channel = channel;
        this.afterwards = afterwards;
    }

    /** Writes; where it fails the connection closes, which is heard of as that. */
    public void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
        if (!channel.channel().isWritable()) {
            // Or who was not sent anything yet would seem to read slowly.
            channel.flush();
        }
        if (!due) {
            due = true;
            channel.executor().execute(this::send);
        }
    }

    private void send() {
        due = false;
        channel.flush();
        afterwards.run();
    }
}
