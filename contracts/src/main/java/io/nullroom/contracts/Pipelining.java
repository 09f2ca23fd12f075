package io.nullroom.contracts;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;

/**
 * Closes a connection of HTTP/1.1 on which too much is asked for ahead of the answers (RFC 9112, 9.3.2).
 *
 * <p>Vert.x takes all of what is read at once for requests, and keeps them until it is their turn: of the shortest that
 * is a hundred kilobytes for each connection.
 */
public final class Pipelining extends ChannelDuplexHandler {
    /** More than any client asks for that uses it at all; browsers do not. */
    static final int MOST = 32;

    private int ahead;

    /** From now on; of HTTP/2 the number of requests is bounded by itself. */
    public static void limit(HttpConnection connection) {
        Http1.add(connection, new Pipelining());
    }

    @Override
    public void channelRead(ChannelHandlerContext here, Object message) {
        if (message instanceof HttpRequest) {
            ahead++;
        }
        if (ahead > MOST) {
            ReferenceCountUtil.release(message);
            // From before the first handler: others would have what was written go out first.
            here.pipeline().firstContext().close();
        } else {
            here.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext here, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            ahead--;
        }
        here.write(message, promise);
    }

    /** That the body may be sent is no answer yet. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
