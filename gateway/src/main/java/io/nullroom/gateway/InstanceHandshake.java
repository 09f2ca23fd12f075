package io.nullroom.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * The handshake by which an instance is asked to take a socket (RFC 6455, 4.1). When it has, all that is left of the
 * connection is the {@link Leg}, which gets whatever comes after the answer. On its event loop only.
 */
final class InstanceHandshake extends SimpleChannelInboundHandler<FullHttpResponse> {
    /** In bytes: more than any refusal of an instance has. */
    private static final int MOST_BODY = 65_536;

    private final ContextInternal context;
    private final Promise<Answer> answer = Promise.promise();

    /** What the instance says to it. */
    record Answer(int status, HttpHeaders headers, Buffer body) {

        /** Whether it has taken the socket. */
        boolean isAccepted() {
            return status == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        }
    }

    private InstanceHandshake(ContextInternal context) {
        this.context = context;
    }

    /**
     * Asks on a connection of which nothing else is made, and has it be that {@code leg}.
     *
     * @return the answer; fails where the connection ends without one
     */
    static Future<Answer> ask(ContextInternal context, NetSocket connection, Leg leg, MultiMap headers) {
        var handshake = new InstanceHandshake(context);
        var channel = ((ConnectionBase) connection).channel();
        channel.pipeline().removeLast();
        channel.pipeline().addLast(
            new HttpClientCodec(), new HttpObjectAggregator(MOST_BODY), handshake, leg);
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/cable");
        headers.forEach(header -> request.headers().add(header.getKey(), header.getValue()));
        channel.writeAndFlush(request, channel.voidPromise());
        return handshake.answer.future();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext here, FullHttpResponse response) {
        if (!isAnswer(response)) {
            here.close();
            return;
        }
        var said = new Answer(response.status().code(), response.headers(),
            BufferInternal.safeBuffer(response.content().retain()));
        if (said.isAccepted()) {
            here.pipeline().remove(HttpClientCodec.class);
            here.pipeline().remove(HttpObjectAggregator.class);
            here.pipeline().remove(this);
        }
        context.dispatch(said, answer::tryComplete);
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        context.dispatch("the connection has ended", answer::tryFail);
        here.fireChannelInactive();
    }

    /** Whoever is there now may not speak HTTP at all, or may have more to say first (RFC 9110, 15.2). */
    private static boolean isAnswer(FullHttpResponse response) {
        return response.decoderResult().isSuccess()
            && (response.status().codeClass() != HttpStatusClass.INFORMATIONAL
                || response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS));
    }
}
