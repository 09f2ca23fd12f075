package io.nullroom.gateway;

import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.TrunkHandshake;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A signaling instance with a port, which says on the bus what a test wants it to say. */
final class FakeInstance {
    final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();
    final BlockingQueue<MultiMap> asked = new LinkedBlockingQueue<>();
    /** Whatever an echo was asked to be of. */
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    final BlockingQueue<ServerWebSocket> taken = new LinkedBlockingQueue<>();
    /** One for each socket that it was asked to take, from its trunk. */
    final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    final Set<HttpConnection> trunks = ConcurrentHashMap.newKeySet();
    private final String name;
    private final TestGateway gateway;
    private final HttpServer server;
    private final FakeTrunk sockets;
    private long announcing = -1;
    private Handler<HttpServerRequest> behaviour = this::take;
    private Consumer<ServerWebSocket> conversation = socket -> socket.textMessageHandler(text -> {
        said.add(text);
        socket.writeTextMessage(text);
    });

    FakeInstance(TestGateway gateway, String name) {
        this.name = name;
        this.gateway = gateway;
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0)
            .setWebSocketSubProtocols(List.of("actioncable-v1-json"));
        server = TestGateway.await(gateway.vertx.createHttpServer(options)
            .connectionHandler(connection -> {
                connections.add(connection);
                Connections.whenClosed(connection, () -> connections.remove(connection));
            })
            .requestHandler(this::hear).listen());
        sockets = new FakeTrunk(gateway.vertx, server.actualPort());
    }

    private void hear(HttpServerRequest request) {
        if (TrunkHandshake.isFor(name, request)) {
            var trunk = request.connection();
            connections.remove(trunk);
            trunks.add(trunk);
            Connections.whenClosed(trunk, () -> trunks.remove(trunk));
            sockets.begin(request);
        } else {
            asked.add(request.headers());
            behaviour.handle(request);
        }
    }

    /** Answers handshakes in another way than by taking them. */
    FakeInstance answers(Handler<HttpServerRequest> other) {
        behaviour = other;
        return this;
    }

    /** Does that with a socket instead of echoing. */
    FakeInstance converses(Consumer<ServerWebSocket> other) {
        conversation = other;
        return this;
    }

    /** Takes the socket of a request; for behaviours that do so later. */
    Future<ServerWebSocket> take(HttpServerRequest request) {
        return request.toWebSocket().onSuccess(this::took);
    }

    /** Says on the bus, now and then, that it is there and has so many sockets besides; heard when this returns. */
    FakeInstance announces(int sockets, boolean accepting) {
        fallsSilent();
        announcing = gateway.vertx.setPeriodic(0, AnnounceInstance.PERIOD.toMillis(), beat -> say(sockets, accepting));
        say(sockets, accepting);
        // What it asks the gateway now comes after the news on the gateway's event loop.
        gateway.get("/");
        return this;
    }

    /** It says nothing any more. */
    void fallsSilent() {
        gateway.vertx.cancelTimer(announcing);
    }

    /** The headers of the next handshake. */
    MultiMap nextHandshake() throws InterruptedException {
        return asked.poll(10, TimeUnit.SECONDS);
    }

    /** Its process is killed: its sockets end without a frame that says so, and its port is closed. */
    void isKilled() {
        fallsSilent();
        // Past the handler of WebSockets, which would say good-bye.
        Stream.of(trunks, connections).flatMap(Set::stream).forEach(connection ->
            ((ConnectionBase) connection).channel().pipeline().firstContext().close());
        dies();
    }

    /** Its port is closed, and all sockets with it. */
    void dies() {
        TestGateway.await(server.close());
    }

    /** Says on the bus, once, that it is there. */
    void say(int sockets, boolean accepting) {
        gateway.bus.publish(AnnounceInstance.ADDRESS,
            new AnnounceInstance(name, "127.0.0.1", server.actualPort(), sockets + open.size(), accepting));
    }

    private void took(ServerWebSocket socket) {
        open.add(socket);
        socket.closeHandler(closed -> open.remove(socket));
        conversation.accept(socket);
        taken.add(socket);
    }
}
