package io.nullroom.contracts;

import io.netty.channel.ChannelHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import java.util.Optional;

/** What Vert.x does not let one see of a connection of HTTP/1.1 by its public interface. */
public final class Http1 {
    private Http1() {
    }

    /** Has a handler see what comes and goes before Vert.x does; of HTTP/2 there is nothing that it could see. */
    public static void add(HttpConnection connection, ChannelHandler handler) {
        var pipeline = ((ConnectionBase) connection).channel().pipeline();
        Optional.ofNullable(pipeline.context(VertxHandler.class)).ifPresent(last ->
            pipeline.addBefore(last.name(), handler.getClass().getName(), handler));
    }
}
