package io.nullroom.signaling;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Pipelining;
import io.nullroom.contracts.TrunkHandshake;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The port of a signaling-service without a gateway in its process: {@code /cable}, and nothing else. */
final class SocketServer {
    /** How long a connection may take to become a socket; who asks for anything else has no longer, either. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REFUSED = 400;

    private final Vertx vertx;
    private final Duration patience;
    private final HttpServer server;
    /** With the timer of each that has not asked for a socket yet. */
    private final Map<HttpConnection, Long> strangers = new HashMap<>();

    /** A server that hands upgrades to {@code cable}, and lets connections go that ask for none in that time. */
    SocketServer(Vertx vertx, SignalingPort port, Duration patience, Handler<HttpServerRequest> cable,
                 Handler<HttpServerRequest> trunk) {
        this.vertx = vertx;
        this.patience = patience;
        server = vertx.createHttpServer(options().setHost(port.host()).setPort(port.port()))
            .connectionHandler(this::expect)
            .requestHandler(request -> route(request, cable, trunk));
    }

    /** Listens; the port that it listens at. */
    Future<Integer> listen() {
        return server.listen().map(HttpServer::actualPort);
    }

    /** Answers with {@code {"error": code}}. */
    static void refuse(HttpServerRequest request, Failure failure) {
        var response = request.response().setStatusCode(failure.status());
        if (failure.onCable() == Failure.OnCable.RETURN) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end("{\"error\":\"" + failure.code() + "\"}");
    }

    private void expect(HttpConnection connection) {
        Pipelining.limit(connection);
        strangers.put(connection, vertx.setTimer(patience.toMillis(), over -> connection.close()));
        connection.closeHandler(closed -> forget(connection));
    }

    private void forget(HttpConnection connection) {
        Optional.ofNullable(strangers.remove(connection)).ifPresent(vertx::cancelTimer);
    }

    private void route(HttpServerRequest request, Handler<HttpServerRequest> cable, Handler<HttpServerRequest> trunk) {
        if (TrunkHandshake.PATH.equals(request.path())) {
            handOver(request, trunk);
        } else if (!"/cable".equals(request.path())) {
            refuse(request, Failure.NOT_FOUND);
        } else if (!request.canUpgradeToWebSocket()) {
            request.response().putHeader(HttpHeaders.UPGRADE, "websocket").putHeader(HttpHeaders.CONNECTION, "Upgrade");
            refuse(request, Failure.UPGRADE_REQUIRED);
        } else {
            handOver(request, cable);
        }
    }

    private void handOver(HttpServerRequest request, Handler<HttpServerRequest> taker) {
        taker.handle(request);
        if (request.response().getStatusCode() < REFUSED) {
            forget(request.connection());
        }
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
            // As at the gateway: whoever comes when it is full is not heard for a second.
            .setAcceptBacklog(4096)
            // On a trunk without sockets nothing is said, and its gateway's machine may be gone.
            .setTcpKeepAlive(true)
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(16_384)
            .setHttp2ClearTextEnabled(false)
            // Sockets are not compressed, since lengths tell of what is inside: no handler need look for such offers.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    }
}
