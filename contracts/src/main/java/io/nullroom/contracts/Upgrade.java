package io.nullroom.contracts;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Takes a connection out of HTTP when its last request is answered by 101 (RFC 9110, 7.8).
 *
 * <p>Nothing of HTTP is left there, neither the request nor what Vert.x keeps for each connection.
 */
final class Upgrade {

    private Upgrade() {
    }

    /**
     * Answers {@code request}, whose answer has its headers, and has its connection made of {@code handlers} from then
     * on, the first of which is the next to the bytes; only TLS stays before them. To be called on its event loop.
     *
     * <p>It reads nothing before one of them has it do so, and has the first get what has been read already.
     *
     * <p>The answer goes out with what is written within the same turn of the event loop.
     *
     * @return when the answer is written; fails, and closes the connection, where it has to wait for others
     */
    static Future<Void> of(HttpServerRequest request, ChannelHandler... handlers) {
        var channel = ((ConnectionBase) request.connection()).channel();
        var pipeline = channel.pipeline();
        var decoder = pipeline.context(HttpRequestDecoder.class).name();
        var answered = new Answered();
        // Where a client does not wait for the answer the first bytes are with the decoder of HTTP still.
        channel.config().setAutoRead(false);
        pipeline.addAfter(decoder, null, answered);
        for (int last = handlers.length - 1; last >= 0; last--) {
            pipeline.addAfter(decoder, null, handlers[last]);
        }
        return request.toNetSocket().compose(socket -> {
            while (pipeline.last() != handlers[handlers.length - 1]) {
                pipeline.removeLast();
            }
            channel.eventLoop().execute(channel::flush);
            return answered.already ? Future.<Void>succeededFuture() : Future.<Void>failedFuture("no answer");
        }).onFailure(none -> channel.close());
    }

    /**
     * Whether the answer is written, which it holds back for what may go out with it.
     *
     * <p>It is not where it waits for answers before it to be read: requests may come many at a time. Then nothing of
     * HTTP would be left to send it.
     */
    private static final class Answered extends ChannelOutboundHandlerAdapter {
        private boolean already;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            already |= message instanceof ByteBuf;
            context.write(message, promise);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            // What is said next is a few bytes, and would be a packet of its own.
        }
    }
}
