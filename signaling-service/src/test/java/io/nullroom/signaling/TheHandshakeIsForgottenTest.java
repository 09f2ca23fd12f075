package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CableHandshake;
import io.nullroom.contracts.Environment;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocketConnectOptions;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While a socket is open the server keeps nothing of the request that opened it, and what the browser said there. */
class TheHandshakeIsForgottenTest {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final ReferenceQueue<HttpServerRequest> forgotten = new ReferenceQueue<>();
    private final Promise<WeakReference<HttpServerRequest>> asked = Promise.promise();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void noRequestIsKept() throws Exception {
        var verticle = new SignalingVerticle(SignalingConfig.from(new Environment(Map.of())), new Bus(vertx),
            Optional.empty(), new SimpleMeterRegistry());
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        var subprotocols = List.of(CableHandshake.SUBPROTOCOL);
        var options = new HttpServerOptions().setWebSocketSubProtocols(subprotocols);
        var server = vertx.createHttpServer(options).requestHandler(request -> {
            assertEquals("somebody's browser", request.getHeader("User-Agent"));
            verticle.accept(request);
            asked.complete(new WeakReference<>(request, forgotten));
        }).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        // What is heard before somebody listens is lost, so listening comes first.
        var client = vertx.createWebSocketClient();
        var browser = client.webSocket();
        Promise<String> welcomed = Promise.promise();
        browser.textMessageHandler(welcomed::tryComplete);
        browser.connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(server.actualPort()).setURI("/cable")
                .setSubProtocols(subprotocols).putHeader("User-Agent", "somebody's browser"))
            .await(10, TimeUnit.SECONDS);
        assertEquals("{\"type\":\"welcome\"}", welcomed.future().await(10, TimeUnit.SECONDS));
        var kept = asked.future().await(10, TimeUnit.SECONDS);
        boolean gone = false;
        for (int tries = 0; tries < 100 && !gone; tries++) {
            System.gc();
            gone = forgotten.remove(100) == kept;
        }
        assertTrue(gone);
        // Held until here: a client that nobody holds is closed with its sockets when it is collected.
        client.close().await(10, TimeUnit.SECONDS);
    }
}
