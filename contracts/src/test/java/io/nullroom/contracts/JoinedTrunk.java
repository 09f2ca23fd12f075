package io.nullroom.contracts;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The two sides of a trunk, joined byte by byte; each stream's end at the instance is in {@code taken}. */
final class JoinedTrunk implements AutoCloseable {
    final EmbeddedChannel gateway = new EmbeddedChannel();
    final EmbeddedChannel instance = new EmbeddedChannel();
    final List<Side> taken = new ArrayList<>();
    int bytesOfTheGateway;

    /** A side of a stream, and what it has heard. */
    static final class Side extends SimpleChannelInboundHandler<ByteBuf> {
        final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        boolean answering;
        int kept;
        Channel channel;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            channel = added.channel();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext here, ByteBuf bytes) throws IOException {
            kept = bytes.capacity();
            if (answering) {
                here.writeAndFlush(bytes.retainedDuplicate());
            }
            bytes.readBytes(heard, bytes.readableBytes());
        }

        void says(byte[] bytes) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        }

        void says(int bytes) {
            says(new byte[bytes]);
        }

        void reads(boolean on) {
            channel.config().setAutoRead(on);
        }
    }

    JoinedTrunk() {
        Trunk.gatewaysSide(gateway.pipeline());
        Trunk.instancesSide(instance.pipeline(), (stream, asked) -> {
            var side = new Side();
            taken.add(side);
            stream.pipeline().addLast(new StreamBytes(), side);
        });
        pass();
    }

    /** Begins a stream from the gateway. */
    Side open() {
        var side = new Side();
        begin(gateway, side);
        pass();
        return side;
    }

    static void begin(EmbeddedChannel trunk, Side side) {
        new Http2StreamChannelBootstrap(trunk).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new StreamBytes(), side);
            }
        }).open();
        trunk.runPendingTasks();
        side.channel.writeAndFlush(new DefaultHttp2HeadersFrame(
            new DefaultHttp2Headers().method("CONNECT").scheme("http").path("/cable").set("secret", "canary")));
    }

    /** Has everything arrive that is on its way. */
    void pass() {
        boolean more = true;
        while (more) {
            gateway.runPendingTasks();
            instance.runPendingTasks();
            more = pass(gateway, instance) | pass(instance, gateway);
        }
    }

    private boolean pass(EmbeddedChannel from, EmbeddedChannel to) {
        ByteBuf bytes = from.readOutbound();
        if (bytes == null) {
            return false;
        }
        bytesOfTheGateway += from == gateway ? bytes.readableBytes() : 0;
        to.writeInbound(bytes);
        return true;
    }

    @Override
    public void close() {
        gateway.finishAndReleaseAll();
        instance.finishAndReleaseAll();
    }
}
