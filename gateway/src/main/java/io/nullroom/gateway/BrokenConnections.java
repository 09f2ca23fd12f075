package io.nullroom.gateway;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.nullroom.contracts.Http1;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;

/**
 * Takes a connection that breaks for one that is closed.
 *
 * <p>Vert.x would tell each request of the breach, and stumbles over one that waits for the answer to another: who
 * sends some at once and breaks off could fill the log with that. To all who wait a close says as much.
 */
@ChannelHandler.Sharable
final class BrokenConnections extends ChannelInboundHandlerAdapter {
    private static final BrokenConnections ALL = new BrokenConnections();

    /** From now on that one is closed when it breaks; HTTP/2 has another handler, and no request in it waits. */
    static void close(HttpConnection connection) {
        Http1.add(connection, ALL);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            context.close();
        } else {
            context.fireExceptionCaught(cause);
        }
    }
}
