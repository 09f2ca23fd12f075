package io.nullroom.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.StreamBytes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

/**
 * Asks an instance to take a socket, by a stream of its trunk (RFC 8441, 4). When it has, what is left of the
 * stream is the {@link Leg} and its {@link StreamBytes}.
 *
 * <p>Nothing of what the client has said in its own handshake is in it: whose page it is and how many sockets an
 * address has was looked at here; addresses, cookies and all else go no further. On its event loop only.
 */
final class SocketRequest extends SimpleChannelInboundHandler<Http2HeadersFrame> {
    private final ContextInternal context;
    private final Promise<Void> accepted;

    private SocketRequest(ContextInternal context) {
        this.context = context;
        accepted = context.promise();
    }

    /**
     * Opens a stream on that trunk, and has it be that {@code leg}.
     *
     * @return when the instance has taken the socket, in {@code context}; fails where the stream ends instead
     */
    static Future<Void> send(ContextInternal context, Channel trunk, PassedSocket socket, Leg leg) {
        var asking = new SocketRequest(context);
        var headers = headersOf(socket);
        new Http2StreamChannelBootstrap(trunk).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(asking, new StreamBytes(), leg);
            }
        }).open().addListener(opening -> {
            if (opening.isSuccess()) {
                ((Channel) opening.getNow()).writeAndFlush(new DefaultHttp2HeadersFrame(headers));
            } else {
                context.dispatch(opening.cause(), asking.accepted::tryFail);
            }
        });
        return asking.accepted.future();
    }

    private static Http2Headers headersOf(PassedSocket socket) {
        var headers = new DefaultHttp2Headers().method(HttpMethod.CONNECT.asciiName()).scheme("http").path("/cable")
            .set(":protocol", "websocket")
            .set(Passage.HEADER, socket.passage().secret());
        socket.continuation().ifPresent(known -> headers.set(Continuation.HEADER, known.text()));
        return headers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext here, Http2HeadersFrame answer) {
        if (HttpResponseStatus.OK.codeAsText().contentEquals(answer.headers().status()) && !answer.isEndStream()) {
            here.pipeline().remove(this);
            context.dispatch(accepted, Promise::tryComplete);
        } else {
            here.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        context.dispatch("the stream has ended", accepted::tryFail);
        here.fireChannelInactive();
    }
}
