package io.nullroom.gateway;

import io.vertx.core.http.HttpServerRequest;

/** Where a WebSocket handshake on {@code /cable} goes; called on the event loop of its connection. */
@FunctionalInterface
public interface Cable {

    /**
     * Takes over a request that asks for WebSocket; answers it itself, by what makes it one or by a refusal. The
     * security headers are on the response already; a failure thrown is answered with 500.
     *
     * <p>Its version, its key and which subprotocols are offered is for it to look at.
     */
    void accept(HttpServerRequest upgrade);
}
