package io.nullroom.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.nullroom.contracts.StreamBytes;
import io.nullroom.contracts.TrunkHandshake;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/**
 * An instance's side of trunks, which has each socket be one of Vert.x: by a handshake at the instance's own port, and
 * all that follows it there and back, no faster than it is read.
 */
final class FakeTrunk {
    private final int port;
    private final NetClient client;

    FakeTrunk(Vertx vertx, int port) {
        this.port = port;
        client = vertx.createNetClient();
    }

    void begin(HttpServerRequest request) {
        var gateway = request.getHeader(TrunkHandshake.GATEWAY);
        TrunkHandshake.accept(request, (stream, asked) -> client.connect(port, "127.0.0.1")
            .onSuccess(socket -> new Pipe(stream, socket).begin(handshake(gateway, asked)))
            .onFailure(gone -> stream.close()));
    }

    private static String handshake(String gateway, Http2Headers asked) {
        var headers = new StringBuilder(TrunkHandshake.GATEWAY + ": " + gateway
            + "\r\nSec-WebSocket-Protocol: actioncable-v1-json\r\n");
        asked.forEach(header -> {
            if (header.getKey().charAt(0) != ':') {
                headers.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
            }
        });
        return CableTest.handshake("a", headers.toString());
    }

    /** Between a stream and a connection; on the stream's event loop. */
    private static final class Pipe extends SimpleChannelInboundHandler<ByteBuf> {
        private static final String END = "\r\n\r\n";
        private final Channel stream;
        private final NetSocket socket;
        private final StringBuilder head = new StringBuilder();

        Pipe(Channel stream, NetSocket socket) {
            this.stream = stream;
            this.socket = socket;
        }

        void begin(String handshake) {
            stream.closeFuture().addListener(closed -> socket.close());
            socket.handler(bytes -> stream.eventLoop().execute(() -> hear(bytes)))
                .closeHandler(closed -> stream.close());
            socket.write(handshake);
        }

        private void hear(Buffer bytes) {
            if (head.indexOf(END) < 0) {
                head.append(bytes.toString(StandardCharsets.ISO_8859_1));
                int end = head.indexOf(END);
                if (end >= 0) {
                    answer(head.substring("HTTP/1.1 ".length()).substring(0, 3));
                    pass(head.substring(end + END.length()).getBytes(StandardCharsets.ISO_8859_1));
                }
            } else {
                pass(bytes.getBytes());
            }
        }

        private void answer(String status) {
            boolean taken = status.equals("101");
            var answered = stream.writeAndFlush(new DefaultHttp2HeadersFrame(
                new DefaultHttp2Headers().status(taken ? "200" : status), !taken));
            if (taken) {
                stream.pipeline().addLast(new StreamBytes(), this);
            } else {
                answered.addListener(ChannelFutureListener.CLOSE);
            }
        }

        private void pass(byte[] bytes) {
            stream.writeAndFlush(Unpooled.wrappedBuffer(bytes));
            if (!stream.isWritable()) {
                socket.pause();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext here, ByteBuf bytes) {
            var said = new byte[bytes.readableBytes()];
            bytes.readBytes(said);
            socket.write(Buffer.buffer(said));
            if (socket.writeQueueFull()) {
                stream.config().setAutoRead(false);
                socket.drainHandler(drained -> stream.config().setAutoRead(true));
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext here) {
            if (stream.isWritable()) {
                socket.resume();
            }
        }
    }
}
