package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a connection leaves HTTP. */
class UpgradeTest {
    private static final String HEAD = "HTTP/1.1 101 Switching Protocols\r\n\r\n";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void theAnswerGoesOutWithWhatIsSaidNext() throws Exception {
        var sent = new Sent();
        var speaker = new Speaker();
        try (var client = asked(request -> {
            ((ConnectionBase) request.connection()).channel().pipeline().addFirst(sent);
            Upgrade.of(request, speaker).onSuccess(done -> speaker.say("welcome"));
        })) {
            assertEquals(HEAD + "welcome", read(client, HEAD.length() + "welcome".length()));
            assertEquals(HEAD + "welcome", sent.first.future().await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void theAnswerGoesOutWhereNothingIsSaid() throws Exception {
        try (var client = asked(request -> Upgrade.of(request, new Speaker()))) {
            assertEquals(HEAD, read(client, HEAD.length()));
        }
    }

    private Socket asked(Consumer<HttpServerRequest> answer) throws Exception {
        var server = vertx.createHttpServer().requestHandler(answer::accept).listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
        var client = new Socket("127.0.0.1", server.actualPort());
        client.setSoTimeout(10_000);
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\nConnection: upgrade\r\nUpgrade: talk\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String read(Socket client, int length) throws Exception {
        return new String(client.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    /** Next to the system: what it is handed the first time. */
    private static final class Sent extends ChannelOutboundHandlerAdapter {
        private final StringBuilder written = new StringBuilder();
        private final Promise<String> first = Promise.promise();

        @Override
        public void write(ChannelHandlerContext here, Object message, ChannelPromise done) {
            written.append(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
            here.write(message, done);
        }

        @Override
        public void flush(ChannelHandlerContext here) {
            first.tryComplete(written.toString());
            here.flush();
        }
    }

    /** What the connection is made of afterwards: it writes, and leaves sending to whoever ends the turn. */
    private static final class Speaker extends ChannelInboundHandlerAdapter {
        private ChannelHandlerContext here;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            here = added;
        }

        void say(String text) {
            here.write(ByteBufUtil.writeAscii(here.alloc(), text), here.voidPromise());
        }
    }
}
