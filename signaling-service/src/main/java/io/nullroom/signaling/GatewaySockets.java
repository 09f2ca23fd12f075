package io.nullroom.signaling;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.TrunkHandshake;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BiConsumer;

/** The sockets that gateways of other processes pass on, each gateway by a trunk. On the instance's event loop. */
final class GatewaySockets {
    private final String instance;
    private final BiConsumer<Channel, Arrival> taker;
    private boolean draining;

    /** Those of the instance of that name; {@code taker} gets the stream of each socket that is taken. */
    GatewaySockets(String instance, BiConsumer<Channel, Arrival> taker) {
        this.instance = instance;
        this.taker = taker;
    }

    /** No more sockets are taken. */
    void drain() {
        draining = true;
    }

    /** Takes a gateway's request for a trunk; there is none for who does not know this instance. */
    void accept(HttpServerRequest request) {
        if (!TrunkHandshake.isFor(instance, request)) {
            SocketServer.refuse(request, Failure.NOT_FOUND);
            return;
        }
        var gateway = request.getHeader(TrunkHandshake.GATEWAY);
        TrunkHandshake.accept(request, (stream, asked) -> ask(stream, gateway, asked));
    }

    private void ask(Channel stream, String gateway, Http2Headers asked) {
        Arrival arrival;
        try {
            arrival = Arrival.of(gateway, asked);
        } catch (IllegalArgumentException noGateways) {
            refuse(stream, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        if (draining) {
            refuse(stream, HttpResponseStatus.SERVICE_UNAVAILABLE);
        } else {
            stream.writeAndFlush(answer(HttpResponseStatus.OK, false));
            taker.accept(stream, arrival);
        }
    }

    private static void refuse(Channel stream, HttpResponseStatus status) {
        stream.writeAndFlush(answer(status, true)).addListener(ChannelFutureListener.CLOSE);
    }

    private static Http2HeadersFrame answer(HttpResponseStatus status, boolean end) {
        return new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status(status.codeAsText()), end);
    }
}
