package io.nullroom.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Where a request comes from; a trusted proxy's word for it would be taken here. */
final class ClientAddress {

    private ClientAddress() {
    }

    /** The IP address of the connection's other end; empty text where it has none. */
    static String of(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress().hostAddress()).orElse("");
    }
}
