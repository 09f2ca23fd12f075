package io.nullroom.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Asks an instance to take a socket. When it has, all that is left of the connection is the {@link Leg}, which gets
 * whatever comes after the answer. On its event loop only.
 */
final class InstanceHandshake extends SimpleChannelInboundHandler<FullHttpResponse> {
    /** In bytes: more than any refusal of an instance has. */
    private static final int MOST_BODY = 65_536;

    private final ContextInternal context;
    private final Handshake handshake;
    private final Promise<Void> accepted;

    private InstanceHandshake(ContextInternal context, Handshake handshake) {
        this.context = context;
        this.handshake = handshake;
        accepted = context.promise();
    }

    /**
     * Asks on a connection of which nothing else is made, and has it be that {@code leg}.
     *
     * @return when the instance has taken the socket, in {@code context}; fails where the connection ends instead
     */
    static Future<Void> ask(ContextInternal context, NetSocket connection, Leg leg, Handshake handshake) {
        var asking = new InstanceHandshake(context, handshake);
        var channel = ((ConnectionBase) connection).channel();
        channel.pipeline().removeLast();
        channel.pipeline().addLast(
            new HttpClientCodec(), new HttpObjectAggregator(MOST_BODY), asking, leg);
        channel.writeAndFlush(handshake.request(), channel.voidPromise());
        return asking.accepted.future();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext here, FullHttpResponse response) {
        if (!handshake.isAcceptedBy(response)) {
            // A refusal, or whatever else is there now: it may not speak HTTP at all.
            here.close();
            return;
        }
        here.pipeline().remove(HttpClientCodec.class);
        here.pipeline().remove(HttpObjectAggregator.class);
        here.pipeline().remove(this);
        context.dispatch(accepted, Promise::tryComplete);
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        context.dispatch("the connection has ended", accepted::tryFail);
        here.fireChannelInactive();
    }
}
