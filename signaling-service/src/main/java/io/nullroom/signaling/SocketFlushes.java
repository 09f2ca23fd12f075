package io.nullroom.signaling;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Has what is said to a client within one turn of the event loop go out by one call of the system.
 *
 * <p>Candidates come many at a time, and each would be a call and a packet of its own; a single one goes no later.
 */
final class SocketFlushes {
    /** As many go out together at most. */
    private static final int MOST = 64;

    private SocketFlushes() {
    }

    /** From now on, on that connection, which may have asked in vain before; to be called on its event loop. */
    static void gather(HttpConnection connection) {
        var last = ((ConnectionBase) connection).channelHandlerContext();
        if (last.pipeline().context(FlushConsolidationHandler.class) == null) {
            last.pipeline().addBefore(last.name(), "flushes", new FlushConsolidationHandler(MOST, true));
        }
    }
}
