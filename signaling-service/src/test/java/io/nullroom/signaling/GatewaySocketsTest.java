package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Trunk;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may pass sockets on to an instance, and with what. */
class GatewaySocketsTest {
    private static final String END = "\r\n\r\n";
    private static final String NAME = "the instance";
    private static final String TO_IT = "nullroom-instance: " + NAME + "\r\n";
    private static final String FROM = "nullroom-gateway: the gateway\r\n";
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: nullroom-trunk\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Arrival> taken = new LinkedBlockingQueue<>();
    private final GatewaySockets gateways = new GatewaySockets(NAME, (stream, arrival) -> taken.add(arrival));
    private final NetClient client = vertx.createNetClient();
    private int port;

    @BeforeEach
    void listen() throws Exception {
        port = vertx.createHttpServer().requestHandler(gateways::accept).listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS).actualPort();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE + FROM, UPGRADE + TO_IT, FROM + TO_IT,
        UPGRADE + FROM + "nullroom-instance: another\r\n", UPGRADE + FROM + "nullroom-instance: null\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\n" + FROM + TO_IT})
    void whoDoesNotKnowTheInstanceGetsNoTrunk(String headers) throws Exception {
        try (var stranger = RawSocket.connect(port)) {
            assertTrue(stranger.write(request(headers)).readHead().startsWith("HTTP/1.1 404 "));
        }
    }

    @Test
    void whoDoesNotWaitForTheAnswerIsLetGo() throws Exception {
        try (var hasty = RawSocket.connect(port)) {
            hasty.write(request(UPGRADE + TO_IT + FROM) + "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            var heard = hasty.readToTheEnd();
            assertTrue(heard.isEmpty() || heard.endsWith(END), heard);
        }
    }

    @Test
    void aSocketIsTakenWithTheNameOfTheGatewayAndItsPassage() throws Exception {
        var passage = Passage.random();
        assertEquals("200", statusOf(asking().set(Passage.HEADER, passage.secret())));
        var arrival = taken.poll(10, TimeUnit.SECONDS);
        assertTrue(arrival.by("the gateway"));
        assertEquals(passage, arrival.passage().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no passage", "AAAA"})
    void whatNoGatewayWouldSayIsRefused(String passage) throws Exception {
        assertEquals("400", statusOf(asking().set(Passage.HEADER, passage)));
        assertTrue(taken.isEmpty());
    }

    @Test
    void aSocketWithoutAPassageIsRefused() throws Exception {
        assertEquals("400", statusOf(asking()));
        assertTrue(taken.isEmpty());
    }

    @Test
    void whoDrainsTakesNoMore() throws Exception {
        gateways.drain();
        assertEquals("503", statusOf(asking().set(Passage.HEADER, Passage.random().secret())));
        assertTrue(taken.isEmpty());
    }

    private static String request(String headers) {
        return "GET /trunk HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    }

    private static Http2Headers asking() {
        return new DefaultHttp2Headers().method("CONNECT").scheme("http").path("/cable").set(":protocol", "websocket");
    }

    /** What the instance says to a socket that is asked for so, on a trunk of its own. */
    private String statusOf(Http2Headers asked) throws Exception {
        return trunk().compose(trunk -> ask(trunk, asked)).await(10, TimeUnit.SECONDS);
    }

    private Future<Channel> trunk() {
        return client.connect(port, "127.0.0.1").compose(connection -> {
            Promise<Channel> begun = Promise.promise();
            connection.handler(answer -> {
                var text = answer.toString(StandardCharsets.ISO_8859_1);
                assertTrue(text.startsWith("HTTP/1.1 101 "));
                var channel = ((ConnectionBase) connection).channel();
                channel.pipeline().removeLast();
                Trunk.gatewaysSide(channel.pipeline());
                // The instance's first words come together with the answer.
                var rest = answer.getBytes(text.indexOf(END) + END.length(), answer.length());
                channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(rest));
                begun.complete(channel);
            });
            return connection.write(request(UPGRADE + TO_IT + FROM)).compose(written -> begun.future());
        });
    }

    private static Future<String> ask(Channel trunk, Http2Headers asked) {
        Promise<String> status = Promise.promise();
        new Http2StreamChannelBootstrap(trunk).handler(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext stream) {
                stream.writeAndFlush(new DefaultHttp2HeadersFrame(asked));
            }

            @Override
            public void channelRead(ChannelHandlerContext stream, Object frame) {
                status.tryComplete(((Http2HeadersFrame) frame).headers().status().toString());
            }
        }).open();
        return status.future();
    }
}
