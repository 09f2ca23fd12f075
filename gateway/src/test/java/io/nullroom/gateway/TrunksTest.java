package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connections by which a gateway passes its sockets on, from their first one to their last. */
class TrunksTest {
    private final TestGateway gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"));
    private final FakeInstance instance = new FakeInstance(gateway, "one").announces(0, true);
    private final CableClient client = new CableClient(gateway);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void allSocketsOfAnInstanceGoByOne() throws Exception {
        for (int count = 0; count < 20; count++) {
            isEchoed(client.comes());
        }
        assertEquals(1, instance.trunks.size());
    }

    @Test
    void whereASocketIsNotAnsweredItIsAskedForOnANewOne() throws Exception {
        var asked = Promise.<Void>promise();
        instance.answers(request -> asked.tryComplete());
        var visitor = client.comes().says("hello");
        TestGateway.await(asked.future());
        var silent = trunk();
        instance.answers(instance::take);
        assertEquals("hello", visitor.heard().poll(10, TimeUnit.SECONDS));
        assertTrue(gateway.until(() -> !instance.trunks.contains(silent)), "it is closed when nobody uses it");
        assertEquals(1, instance.trunks.size());
    }

    @Test
    void onOneThatTakesNoMoreThoseThatItHasGoOn() throws Exception {
        var first = client.comes();
        isEchoed(first);
        var full = trunk();
        channel(full).writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR)).sync();
        var next = client.comes();
        isEchoed(next);
        assertEquals(2, instance.trunks.size());
        isEchoed(first);
        TestGateway.await(first.socket().close());
        assertTrue(gateway.until(() -> !instance.trunks.contains(full)));
        isEchoed(next);
    }

    @Test
    void oneThatBreaksCostsNobodyTheSocket() throws Exception {
        var other = new FakeInstance(gateway, "two").announces(50, true);
        var visitor = client.comes();
        isEchoed(visitor);
        channel(trunk()).pipeline().firstContext().close();
        assertTrue(gateway.until(() -> !other.open.isEmpty()));
        isEchoed(visitor);
        assertFalse(visitor.socket().isClosed());
    }

    @Test
    void theOneToAnInstanceThatIsNotHeardOfIsClosed() throws Exception {
        var visitor = client.comes();
        isEchoed(visitor);
        TestGateway.await(visitor.socket().close());
        instance.fallsSilent();
        assertTrue(gateway.until(instance.trunks::isEmpty));
    }

    private static void isEchoed(CableClient.Visitor visitor) throws InterruptedException {
        assertEquals("hello", visitor.says("hello").heard().poll(10, TimeUnit.SECONDS));
    }

    /** The only one. */
    private HttpConnection trunk() {
        return instance.trunks.iterator().next();
    }

    private static Channel channel(HttpConnection trunk) {
        return ((ConnectionBase) trunk).channel();
    }
}
