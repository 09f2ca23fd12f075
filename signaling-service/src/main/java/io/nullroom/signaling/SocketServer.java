package io.nullroom.signaling;

import io.nullroom.contracts.Failure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** The port of a signaling-service without a gateway in its process: {@code /cable}, and nothing else. */
final class SocketServer {
    /** In bytes: twice the cable's own limit, so that who is only a little over it can still be told why. */
    private static final int MOST_MESSAGE = 131_072;
    /** In seconds: how long a client that was let go may take to close its side. */
    private static final int CLOSING = 2;

    private final HttpServer server;

    /** A server that hands upgrades to {@code cable}. */
    SocketServer(Vertx vertx, SignalingPort port, Handler<HttpServerRequest> cable) {
        server = vertx.createHttpServer(options().setHost(port.host()).setPort(port.port()))
            .requestHandler(request -> route(request, cable));
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

    private static void route(HttpServerRequest request, Handler<HttpServerRequest> cable) {
        if (!"/cable".equals(request.path())) {
            refuse(request, Failure.NOT_FOUND);
        } else if (!request.canUpgradeToWebSocket()) {
            request.response().putHeader(HttpHeaders.UPGRADE, "websocket").putHeader(HttpHeaders.CONNECTION, "Upgrade");
            refuse(request, Failure.UPGRADE_REQUIRED);
        } else {
            cable.handle(request);
        }
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
            // As at the gateway: whoever comes when it is full is not heard for a second.
            .setAcceptBacklog(4096)
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(16_384)
            .setHttp2ClearTextEnabled(false)
            .setWebSocketSubProtocols(List.of(SignalingVerticle.SUBPROTOCOL))
            .setMaxWebSocketFrameSize(MOST_MESSAGE)
            .setMaxWebSocketMessageSize(MOST_MESSAGE)
            .setWebSocketClosingTimeout(CLOSING)
            // Compression would cost 100 KB a socket, and its length tells of what is inside.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    }
}
