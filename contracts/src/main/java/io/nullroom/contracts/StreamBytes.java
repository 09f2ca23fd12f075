package io.nullroom.contracts;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/**
 * Has the handlers after it read and write the bytes of a trunk's stream, as those of a connection of its own.
 *
 * <p>Who closes it ends its side (RFC 9113, 8.1), so that all that was said before is read; the other side then closes
 * it at once, since nobody hears it any more. Who closes it again, or from before this handler, resets the stream, and
 * what was not read is lost.
 */
public final class StreamBytes extends ChannelDuplexHandler {
    /** In bytes: a window would have room for thousands of frames of a few, and each takes some memory of its own. */
    static final int LEAST = 128;

    private boolean ending;

    @Override
    public void channelRead(ChannelHandlerContext here, Object message) {
        if (message instanceof Http2DataFrame frame) {
            boolean last = frame.isEndStream();
            here.fireChannelRead(frame.content());
            if (last) {
                here.close();
            }
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext here, Object message, ChannelPromise promise) {
        if (ending) {
            // Behind an end that waits for a window it would take the end's place.
            ReferenceCountUtil.release(message);
            if (!promise.isVoid()) {
                promise.tryFailure(new ClosedChannelException());
            }
        } else {
            here.write(message instanceof ByteBuf bytes ? frame(bytes) : message, promise);
        }
    }

    @Override
    public void close(ChannelHandlerContext here, ChannelPromise promise) {
        if (ending) {
            here.close(promise);
        } else {
            ending = true;
            here.writeAndFlush(new DefaultHttp2DataFrame(true), promise);
        }
    }

    /** Padding counts for the window, too (RFC 9113, 6.1). */
    private static Http2DataFrame frame(ByteBuf bytes) {
        int padding = bytes.isReadable() ? Math.max(0, LEAST - bytes.readableBytes()) : 0;
        return new DefaultHttp2DataFrame(bytes, false, padding);
    }
}
