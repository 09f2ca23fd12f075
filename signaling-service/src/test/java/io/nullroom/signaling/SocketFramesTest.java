package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server sends is what a decoder that is not ours takes for it. */
class SocketFramesTest {
    private final EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(
        WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false).maxFramePayloadLength(1_000_000).build()));
    private final ByteBufAllocator memory = client.alloc();

    @AfterEach
    void close() {
        client.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
    void aTextOfAnyLengthIsThatText(int length) {
        var text = "a".repeat(length);
        assertEquals(text, ((TextWebSocketFrame) read(SocketFrames.text(memory, text))).text());
    }

    @Test
    void aTextIsUtf8AndHalfOfALetterIsNone() {
        assertEquals("é€😀", ((TextWebSocketFrame) read(SocketFrames.text(memory, "é€😀"))).text());
        assertEquals("a?b", ((TextWebSocketFrame) read(SocketFrames.text(memory, "a\ud83db"))).text());
    }

    @Test
    void aCloseHasItsCodeAndReason() {
        var close = (CloseWebSocketFrame) read(SocketFrames.close(memory, 1012, "server_restart"));
        assertEquals(1012, close.statusCode());
        assertEquals("server_restart", close.reasonText());
    }

    @Test
    void aCloseMayBeWithoutBoth() {
        assertEquals(-1, ((CloseWebSocketFrame) read(SocketFrames.close(memory))).statusCode());
    }

    @Test
    void aPingIsEmptyEachTimeAnew() {
        for (int time = 0; time < 3; time++) {
            assertEquals(0, ((PingWebSocketFrame) read(SocketFrames.ping())).content().readableBytes());
        }
    }

    @Test
    void aPongHasWhatWasAsked() {
        var asked = Unpooled.copiedBuffer("as it likes", StandardCharsets.US_ASCII);
        var pong = (PongWebSocketFrame) read(SocketFrames.pong(memory, asked));
        assertEquals("as it likes", pong.content().toString(StandardCharsets.US_ASCII));
    }

    private WebSocketFrame read(ByteBuf frame) {
        client.writeInbound(frame);
        WebSocketFrame read = client.readInbound();
        assertTrue(read.isFinalFragment());
        assertEquals(0, client.inboundMessages().size());
        return read;
    }
}
