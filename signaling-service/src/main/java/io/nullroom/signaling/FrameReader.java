package io.nullroom.signaling;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.nullroom.contracts.Failure;
import java.util.List;
import java.util.Map;

/** Reads the frames of a client (RFC 6455, 5.2), and knows how much has come of one that is not whole. */
final class FrameReader extends WebSocket13FrameDecoder {
    private static final WebSocketDecoderConfig FRAMES = WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(SocketWire.MOST_MESSAGE)
        .allowExtensions(false)
        .closeOnProtocolViolation(false)
        .build();

    /** What is said of frames, where it is more than that they are none. */
    private static final Map<WebSocketCloseStatus, Failure> FAULTS = Map.of(
        WebSocketCloseStatus.MESSAGE_TOO_BIG, Failure.MESSAGE_TOO_LARGE,
        WebSocketCloseStatus.INVALID_PAYLOAD_DATA, Failure.INVALID_MESSAGE);

    private int begun;

    FrameReader() {
        super(FRAMES);
    }

    /** Frames that are too long, or no frames at all, come as exceptions; so does a connection that was reset. */
    static Failure faultOf(Throwable broken) {
        return broken instanceof CorruptedWebSocketFrameException frame
            ? FAULTS.getOrDefault(frame.closeStatus(), Failure.INVALID_FRAME) : Failure.CONNECTION_LOST;
    }

    /** In bytes: what is kept until the rest of it comes. */
    int begun() {
        return begun;
    }

    @Override
    protected void decode(ChannelHandlerContext here, ByteBuf bytes, List<Object> frames) throws Exception {
        super.decode(here, bytes, frames);
        begun = bytes.readableBytes();
    }
}
