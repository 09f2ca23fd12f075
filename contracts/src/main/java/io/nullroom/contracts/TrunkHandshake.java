package io.nullroom.contracts;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.BiConsumer;

/**
 * How a trunk begins: as a request of HTTP/1.1 that is upgraded (RFC 9110, 7.8), since instances take clients at the
 * same port.
 */
public final class TrunkHandshake {
    /** Where an instance is asked for a trunk. */
    public static final String PATH = "/trunk";
    /** What it is asked to upgrade to. */
    public static final String PROTOCOL = "nullroom-trunk";
    /** The header that names the instance; who is not in its cluster does not know its name. */
    public static final String INSTANCE = "nullroom-instance";
    /** The header by which a gateway names itself; see {@link SendAway}. */
    public static final String GATEWAY = "nullroom-gateway";

    private TrunkHandshake() {
    }

    /** Whether it is a request for a trunk to the instance of that name. */
    public static boolean isFor(String instance, HttpServerRequest request) {
        return request.headers().contains(HttpHeaderNames.UPGRADE, PROTOCOL, true)
            && request.headers().contains(GATEWAY)
            && MessageDigest.isEqual(bytes(instance), bytes(String.valueOf(request.getHeader(INSTANCE))));
    }

    /**
     * Answers such a request when it is read, and its connection then is the instance's side of a trunk, or ends.
     *
     * @param taker gets each socket that is asked for, on the connection's event loop, and the headers of that
     */
    public static void accept(HttpServerRequest request, BiConsumer<Channel, Http2Headers> taker) {
        request.endHandler(read -> begin(request, taker));
    }

    private static void begin(HttpServerRequest request, BiConsumer<Channel, Http2Headers> taker) {
        request.response().headers()
            .set(HttpHeaderNames.CONNECTION, "Upgrade").set(HttpHeaderNames.UPGRADE, PROTOCOL);
        var beginning = new Beginning();
        Upgrade.of(request, beginning).onSuccess(answered -> {
            var connection = beginning.channel.pipeline();
            Trunk.instancesSide(connection, taker);
            connection.remove(beginning);
            connection.channel().config().setAutoRead(true);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Stands where the trunk will be, which would speak before the answer is out. */
    private static final class Beginning extends ChannelInboundHandlerAdapter {
        private ChannelHandlerContext channel;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            channel = added;
        }

        @Override
        public void channelRead(ChannelHandlerContext here, Object early) {
            // No gateway speaks before it is answered.
            ReferenceCountUtil.release(early);
            here.close();
        }
    }
}
