package io.nullroom.contracts;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2DataFrame;

/**
 * Has each frame of a trunk own its bytes: a few that wait to be read would keep all that have come with them.
 *
 * <p>They would be copied further on in any case, out of the memory of Netty's own.
 */
final class OwnBytes extends SimpleChannelInboundHandler<Http2DataFrame> {

    @Override
    protected void channelRead0(ChannelHandlerContext here, Http2DataFrame frame) {
        var bytes = Unpooled.buffer(frame.content().readableBytes()).writeBytes(frame.content());
        here.fireChannelRead(
            new DefaultHttp2DataFrame(bytes, frame.isEndStream(), frame.padding()).stream(frame.stream()));
    }
}
