package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one client says in one go goes to the other in one go, in order and whole. */
class SocketFlushesTest {
    private static final int CANDIDATES = 20;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger flushes = new AtomicInteger();
    private final List<ServerWebSocket> clients = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void manyAreFlushedOnce() throws Exception {
        var server = vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
        var browsers = vertx.createWebSocketClient();
        var speaker = browsers.connect(server.actualPort(), "127.0.0.1", "/").await(10, TimeUnit.SECONDS);
        var listener = browsers.connect(server.actualPort(), "127.0.0.1", "/").await(10, TimeUnit.SECONDS);
        var heard = new ArrayList<String>();
        Promise<Void> all = Promise.promise();
        listener.textMessageHandler(text -> {
            heard.add(text);
            if (heard.size() == CANDIDATES) {
                all.complete();
            }
        });
        speaker.writeTextMessage("go").await(10, TimeUnit.SECONDS);
        all.future().await(10, TimeUnit.SECONDS);
        assertEquals(IntStream.range(0, CANDIDATES).mapToObj(String::valueOf).toList(), heard);
        assertEquals(1, flushes.get());
    }

    private void take(HttpServerRequest request) {
        SocketFlushes.gather(request.connection());
        // As where an upgrade was refused before on the same connection.
        SocketFlushes.gather(request.connection());
        request.toWebSocket().onSuccess(socket -> {
            clients.add(socket);
            if (clients.size() == 2) {
                ((ConnectionBase) request.connection()).channel().pipeline().addFirst(new Count());
            }
            socket.textMessageHandler(text -> {
                // The answer to the handshake was one, too.
                flushes.set(0);
                IntStream.range(0, CANDIDATES).forEach(
                    candidate -> clients.get(1).writeTextMessage(String.valueOf(candidate)));
            });
        });
    }

    /** Nearest to the wire. */
    private final class Count extends ChannelOutboundHandlerAdapter {

        @Override
        public void flush(ChannelHandlerContext context) {
            flushes.incrementAndGet();
            context.flush();
        }
    }
}
