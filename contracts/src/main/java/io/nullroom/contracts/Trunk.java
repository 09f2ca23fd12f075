package io.nullroom.contracts;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BiConsumer;

/**
 * The one connection between a gateway and a signaling instance, on which all the sockets go that the one passes on to
 * the other: HTTP/2 (RFC 9113) with a stream for each of them (RFC 8441).
 *
 * <p>What is said on many sockets within a turn of an event loop goes out together and comes in together, and a socket
 * that begins or ends costs no connection. What one side of a stream does not read holds up no other stream.
 */
public final class Trunk {
    /** In bytes: what may wait for one socket where it is not read. */
    public static final int WINDOW = 16_384;

    /** Numbers of streams end at twice that (RFC 9113, 5.1.1), and an end is better not met. */
    private static final int LAST = 1 << 30;
    /** Both sides are ours: how often streams end, or how many frames have nothing in them, is not held against one. */
    private static final int ANY = 0;
    /** In flushes: after so many what was written goes out, if no turn of the event loop has ended before. */
    private static final int TOGETHER = 1024;

    private Trunk() {
    }

    /** Makes a connection, which is out of HTTP/1.1, a gateway's side of a trunk; on its event loop. */
    public static void gatewaysSide(ChannelPipeline connection) {
        add(connection, Http2FrameCodecBuilder.forClient(), new NoStreams());
    }

    /** As that, an instance's side; {@code taker} gets each stream, and what it is asked for with. */
    static void instancesSide(ChannelPipeline connection, BiConsumer<Channel, Http2Headers> taker) {
        add(connection, Http2FrameCodecBuilder.forServer(), new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Asked(taker));
            }
        });
    }

    /** Whether no more streams can begin on it: their numbers have an end, and the instance may have said so. */
    public static boolean isExhausted(Channel trunk) {
        var connection = trunk.pipeline().get(Http2FrameCodec.class).connection();
        return connection.goAwayReceived() || connection.local().lastStreamCreated() > LAST;
    }

    /** Whether a stream is open on it. */
    public static boolean isUsed(Channel trunk) {
        return trunk.pipeline().get(Http2FrameCodec.class).connection().numActiveStreams() > 0;
    }

    private static void add(ChannelPipeline connection, Http2FrameCodecBuilder side, ChannelHandler streams) {
        var codec = side.initialSettings(Http2Settings.defaultSettings().initialWindowSize(WINDOW))
            // What is of one socket is not to be kept for those that come after it (RFC 7541, 7.1.3).
            .headerSensitivityDetector((name, value) -> true)
            .decoderEnforceMaxRstFramesPerWindow(ANY, ANY)
            .encoderEnforceMaxRstFramesPerWindow(ANY, ANY)
            .decoderEnforceMaxConsecutiveEmptyDataFrames(ANY)
            .encoderEnforceMaxQueuedControlFrames(ANY)
            .build();
        connection.addLast(new FlushConsolidationHandler(TOGETHER, true), codec, new OwnBytes(),
            new Http2MultiplexHandler(streams), new Whole());
        widen(codec);
    }

    /** Each stream has its window; of all together so much may wait that those which are not read hold up no other. */
    private static void widen(Http2FrameCodec codec) {
        try {
            var windows = codec.connection().local().flowController();
            var all = codec.connection().connectionStream();
            windows.incrementWindowSize(all, Integer.MAX_VALUE - windows.windowSize(all));
        } catch (Http2Exception impossible) {
            throw new IllegalStateException("a window can be as large as that", impossible);
        }
    }

    /** Gateways are asked for nothing. */
    @ChannelHandler.Sharable
    private static final class NoStreams extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRegistered(ChannelHandlerContext stream) {
            stream.close();
        }
    }

    /** Hands a stream over when its first frame has come, by which it is asked for (RFC 9113, 8.1). */
    private static final class Asked extends SimpleChannelInboundHandler<Http2HeadersFrame> {
        private final BiConsumer<Channel, Http2Headers> taker;

        Asked(BiConsumer<Channel, Http2Headers> taker) {
            this.taker = taker;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext here, Http2HeadersFrame asked) {
            here.pipeline().remove(this);
            taker.accept(here.channel(), asked.headers());
        }
    }

    /** What concerns the connection as a whole, its settings and pings, which the codec has seen to. */
    private static final class Whole extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext here, Object frame) {
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext here, Throwable broken) {
            // Whatever is wrong with it, its end follows.
            here.close();
        }
    }
}
