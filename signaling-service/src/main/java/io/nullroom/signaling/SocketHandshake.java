package io.nullroom.signaling;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.flow.FlowControlHandler;
import io.nullroom.contracts.Failure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's side of the handshake of a WebSocket (RFC 6455, 4.2), and what its connection is made of from then on.
 *
 * <pre>
 * client ══▶ frames ══▶ held while nobody reads ══▶ {@link SocketWire}
 *        ◀═════════════════════════════════════════
 * </pre>
 *
 * <p>Nothing of HTTP is left there, neither the request nor what Vert.x keeps for each connection.
 */
final class SocketHandshake {
    private static final String VERSION = "13";
    /** Any 16 bytes. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final WebSocketDecoderConfig FRAMES = WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(SocketWire.MOST_MESSAGE)
        .allowExtensions(false)
        .closeOnProtocolViolation(false)
        .build();

    private SocketHandshake() {
    }

    /** What is wrong with a request for a socket, where something is; the answer then has the version that is known. */
    static Optional<Failure> faultOf(HttpServerRequest request) {
        if (!VERSION.equals(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            switchProtocols(request).set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
            return Optional.of(Failure.UPGRADE_REQUIRED);
        }
        if (!KEY.matcher(String.valueOf(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY))).matches()
            || hasBody(request) || isToBeClosed(request)) {
            return Optional.of(Failure.INVALID_REQUEST);
        }
        var offered = request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        return offered.isEmpty() || offersOurs(request) ? Optional.empty()
            : Optional.of(Failure.UNSUPPORTED_SUBPROTOCOL);
    }

    /** Answers a request that nothing is wrong with when all of it is here, and has {@code wire} open then. */
    static void accept(HttpServerRequest request, SocketWire wire, Runnable opened) {
        request.endHandler(read -> upgrade(request, wire).onSuccess(done -> opened.run()));
    }

    private static Future<Void> upgrade(HttpServerRequest request, SocketWire wire) {
        var headers = switchProtocols(request)
            .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, answer(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY)));
        if (offersOurs(request)) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SignalingVerticle.SUBPROTOCOL);
        }
        var channel = ((ConnectionBase) request.connection()).channel();
        var pipeline = channel.pipeline();
        var decoder = pipeline.context(HttpRequestDecoder.class).name();
        var answered = new Answered();
        // Where a client does not wait for the answer the first frames are with the decoder of HTTP still.
        channel.config().setAutoRead(false);
        pipeline.addAfter(decoder, "answered", answered)
            .addAfter(decoder, "wire", wire)
            .addAfter(decoder, "flow", new FlowControlHandler())
            .addAfter(decoder, "frames", new WebSocket13FrameDecoder(FRAMES));
        return request.toNetSocket().compose(socket -> {
            while (pipeline.last() != wire) {
                pipeline.removeLast();
            }
            return answered.already ? Future.<Void>succeededFuture() : Future.<Void>failedFuture("no answer");
        }).onFailure(none -> channel.close());
    }

    /**
     * Whether the answer to the handshake has gone out.
     *
     * <p>It has not where it waits for answers before it to be read: requests may come many at a time. Then nothing of
     * HTTP would be left to send it.
     */
    private static final class Answered extends ChannelOutboundHandlerAdapter {
        private boolean already;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            already |= message instanceof ByteBuf;
            context.write(message, promise);
        }
    }

    private static MultiMap switchProtocols(HttpServerRequest request) {
        return request.response().headers()
            .set(HttpHeaderNames.CONNECTION, "Upgrade").set(HttpHeaderNames.UPGRADE, "websocket");
    }

    /** It would be waited for, or its bytes be taken for frames. */
    private static boolean hasBody(HttpServerRequest request) {
        var headers = request.headers();
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
            || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
            && !headers.contains(HttpHeaderNames.CONTENT_LENGTH, "0", false);
    }

    private static boolean isToBeClosed(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaderNames.CONNECTION).stream().anyMatch("close"::equalsIgnoreCase);
    }

    private static boolean offersOurs(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .anyMatch(protocol -> protocol.strip().equals(SignalingVerticle.SUBPROTOCOL));
    }

    private static String answer(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
