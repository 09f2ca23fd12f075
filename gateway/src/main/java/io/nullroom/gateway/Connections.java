package io.nullroom.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.impl.future.FutureBase;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Optional;

/** What Vert.x does not tell of a connection, and does not do with it, by its public interface. */
final class Connections {
    /** How long what was written may take to go out when a connection is closed. */
    static final Duration CLOSING = Duration.ofSeconds(2);

    private Connections() {
    }

    /** When the connection is gone, also where it has become a WebSocket: its own close handler is lost with that. */
    static Future<Void> closed(HttpConnection connection) {
        return ((ConnectionBase) connection).closeFuture();
    }

    /**
     * Does {@code step} when the connection is gone.
     *
     * @return what takes that back: of each request that it outlives, the connection would keep a step otherwise
     */
    static Runnable whenClosed(HttpConnection connection, Runnable step) {
        var closed = (FutureBase<Void>) closed(connection);
        Completable<Void> listener = (gone, failure) -> step.run();
        closed.addListener(listener);
        return () -> closed.removeListener(listener);
    }

    /** Closes it when what was written is sent, or soon in any case: the other side may read nothing any more. */
    static void close(Vertx vertx, HttpConnection connection) {
        if (!closed(connection).isComplete()) {
            ((ConnectionBase) connection).close();
            long patience = vertx.setTimer(CLOSING.toMillis(), unread -> abort(connection));
            closed(connection).onComplete(gone -> vertx.cancelTimer(patience));
        }
    }

    /**
     * How many requests are being read or answered on a connection of HTTP/2; of HTTP/1.1 it is none to be counted.
     *
     * <p>Vert.x holds a client to the number that it was told, and only when it has said that it was: who never
     * acknowledges the settings (RFC 9113, 6.5.3) has no limit.
     */
    static int requestsAtOnce(HttpConnection connection) {
        var http2 = ((ConnectionBase) connection).channel().pipeline().get(Http2ConnectionHandler.class);
        return http2 == null ? 0 : http2.connection().numActiveStreams();
    }

    /** In bytes: what was written to it and is not sent, since the other side does not read. */
    static long unsent(HttpConnection connection) {
        return Optional.ofNullable(((ConnectionBase) connection).channel().unsafe().outboundBuffer())
            .map(ChannelOutboundBuffer::totalPendingWriteBytes).orElse(0L);
    }

    /** Closes it at once; what was written and is not sent is lost. */
    static void abort(HttpConnection connection) {
        abort(((ConnectionBase) connection).channel());
    }

    /** As that, of a connection that may be out of HTTP. */
    static void abort(Channel channel) {
        // From before the first handler: those of Vert.x and of TLS would have what was written go out first.
        channel.pipeline().firstContext().close();
    }
}
