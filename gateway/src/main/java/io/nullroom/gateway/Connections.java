package io.nullroom.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** The one thing that Vert.x does not tell of a connection by its public interface. */
final class Connections {

    private Connections() {
    }

    /** When the connection is gone, also where it has become a WebSocket: its own close handler is lost with that. */
    static Future<Void> closed(HttpConnection connection) {
        return ((ConnectionBase) connection).closeFuture();
    }
}
