package io.nullroom.gateway;

import io.nullroom.contracts.Failure;
import io.vertx.core.http.HttpServerRequest;

/** Where a WebSocket handshake on {@code /cable} goes; called on the event loop of its connection. */
@FunctionalInterface
public interface Cable {

    /** Nobody takes sockets in this process: each is answered 503 with Retry-After. */
    Cable UNAVAILABLE = upgrade -> Answers.failure(upgrade, Failure.SERVICE_UNAVAILABLE);

    /**
     * Takes over a request that asks for WebSocket; answers it itself, by {@link HttpServerRequest#toWebSocket()} or
     * by a refusal.
     */
    void accept(HttpServerRequest upgrade);
}
