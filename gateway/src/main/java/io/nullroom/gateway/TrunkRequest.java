package io.nullroom.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Trunk;
import io.nullroom.contracts.TrunkHandshake;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** Asks an instance for a trunk, on a connection of which nothing else is made. On its event loop only. */
final class TrunkRequest extends ChannelInboundHandlerAdapter {
    /** In bytes: more than any refusal of an instance has. */
    private static final int MOST_BODY = 65_536;

    private final ContextInternal context;
    private final Promise<Channel> answered;

    private TrunkRequest(ContextInternal context) {
        this.context = context;
        answered = context.promise();
    }

    /**
     * Has the connection be a trunk to that instance.
     *
     * @param gateway what the gateway has named itself
     * @return the trunk, in {@code context}; fails where the connection ends instead
     */
    static Future<Channel> send(ContextInternal context, NetSocket connection, String gateway,
                                AnnounceInstance instance) {
        var channel = ((ConnectionBase) connection).channel();
        var asking = new TrunkRequest(context);
        channel.pipeline().removeLast();
        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MOST_BODY), asking);
        channel.writeAndFlush(request(gateway, instance), channel.voidPromise());
        return asking.answered.future();
    }

    private static DefaultFullHttpRequest request(String gateway, AnnounceInstance instance) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, TrunkHandshake.PATH);
        request.headers()
            .set(HttpHeaderNames.HOST, NetUtil.toSocketAddressString(instance.host(), instance.port()))
            .set(HttpHeaderNames.CONNECTION, "Upgrade")
            .set(HttpHeaderNames.UPGRADE, TrunkHandshake.PROTOCOL)
            .set(TrunkHandshake.INSTANCE, instance.instance())
            .set(TrunkHandshake.GATEWAY, gateway);
        return request;
    }

    @Override
    public void channelRead(ChannelHandlerContext here, Object message) {
        if (message instanceof FullHttpResponse response && isAccepted(response)) {
            response.release();
            begin(here);
        } else {
            // A refusal, or whatever else is there now: it may not speak HTTP at all.
            ReferenceCountUtil.release(message);
            here.close();
        }
    }

    private void begin(ChannelHandlerContext here) {
        var connection = here.pipeline();
        var http = connection.context(HttpClientCodec.class);
        var codec = (HttpClientCodec) http.handler();
        codec.prepareUpgradeFrom(http);
        connection.remove(this);
        connection.remove(HttpObjectAggregator.class);
        Trunk.gatewaysSide(connection);
        // It leaves, and hands on what has come after the answer.
        codec.upgradeFrom(http);
        context.dispatch(here.channel(), answered::tryComplete);
    }

    private static boolean isAccepted(FullHttpResponse response) {
        return response.decoderResult().isSuccess()
            && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
            && response.headers().contains(HttpHeaderNames.UPGRADE, TrunkHandshake.PROTOCOL, true);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext here, Throwable broken) {
        here.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        context.dispatch("the connection has ended", answered::tryFail);
        here.fireChannelInactive();
    }
}
