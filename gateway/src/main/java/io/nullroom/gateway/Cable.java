package io.nullroom.gateway;

import io.vertx.core.http.HttpServerRequest;

/** Where a WebSocket handshake on {@code /cable} goes; called on the event loop of its connection. */
@FunctionalInterface
public interface Cable {

    /**
     * Takes over a request that asks for WebSocket; answers it itself, by {@link HttpServerRequest#toWebSocket()} or
     * by a refusal. The security headers are on the response already; a failure thrown is answered with 500.
     *
     * <p>Which subprotocols are offered is for it to look at: where none of them is known, Vert.x accepts without one.
     */
    void accept(HttpServerRequest upgrade);
}
