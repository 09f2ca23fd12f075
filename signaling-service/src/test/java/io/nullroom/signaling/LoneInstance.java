package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Environment;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A signaling instance for each test, with a port of its own and with nobody else on its bus. */
final class LoneInstance implements BeforeEachCallback, AfterEachCallback {
    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    final Bus bus = new Bus(vertx);
    final SignalingVerticle verticle = new SignalingVerticle(SignalingConfig.from(new Environment(Map.of(
        "NULLROOM_SIGNALING_PORT", "0", "NULLROOM_SIGNALING_HOST", "127.0.0.1"))), bus,
        Optional.of("127.0.0.1"), new SimpleMeterRegistry());

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    RawSocket connect() throws IOException {
        return RawSocket.connect(verticle.port().orElseThrow());
    }

    /** A socket whose handshake is over and which has been welcomed. */
    RawSocket open() throws IOException {
        var client = connect().write(RawSocket.upgrade(""));
        client.readHead();
        assertWelcomed(client);
        return client;
    }

    static void assertWelcomed(RawSocket client) throws IOException {
        assertEquals("{\"type\":\"welcome\"}", client.read().text());
    }

    /** A subscribe to what is no room, so that the answer has the same name in it. */
    static String subscribe(String name) {
        return new JsonObject().put("command", "subscribe").put("identifier", identifier(name)).encode();
    }

    static void assertRefused(String name, RawSocket.Frame answer) {
        var said = new JsonObject(answer.text());
        assertEquals("reject_subscription", said.getString("type"));
        assertEquals(identifier(name), said.getString("identifier"));
    }

    private static String identifier(String name) {
        return new JsonObject().put("channel", "RoomsChannel").put("room_id", name).encode();
    }
}
