package io.nullroom.gateway;

import io.nullroom.contracts.Holdings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * What clients have asked for and do not read, of all connections that speak HTTP together (protocol.md, L5).
 *
 * <p>Each holds little, but there may be thousands. Nothing is kept for any of them: whenever so much has been answered
 * that it could matter, all are looked at. On its event loop only.
 */
final class UnreadAnswers {
    /** In bytes: a quarter of the heap, since many may load a page at once. */
    static final long MOST = 2 * Holdings.SHARE_OF_HEAP;
    /** In bytes: what is kept for a request of HTTP/2, of which a connection may have a hundred. */
    private static final int REQUEST = 8192;
    /** In bytes: what an answer has besides its body. */
    private static final int HEAD = 1024;
    /** Of what may be held: after so much that was answered all are looked at. */
    private static final int LOOKS = 8;

    private record Holder(HttpConnection connection, long bytes) {
    }

    private final Vertx vertx;
    private final Supplier<Collection<HttpConnection>> connections;
    private final long most;
    private long answered;

    /** Of the connections that there are at the time, which should not hold more than {@code most} bytes together. */
    UnreadAnswers(Vertx vertx, Supplier<Collection<HttpConnection>> connections, long most) {
        this.vertx = vertx;
        this.connections = connections;
        this.most = most;
    }

    /** So many bytes have been answered; lets go who has more than an equal part of too much. */
    void answered(long body) {
        answered += body + HEAD;
        if (answered > most / LOOKS) {
            answered = 0;
            // In the next turn: what was answered just now is to have gone out first, as far as it can.
            vertx.runOnContext(sent -> look());
        }
    }

    private void look() {
        var holders = connections.get().stream().map(connection -> new Holder(connection, held(connection)))
            .filter(holder -> holder.bytes > 0).toList();
        if (holders.stream().mapToLong(Holder::bytes).sum() > most) {
            holders.stream().filter(holder -> holder.bytes > most / holders.size())
                .map(Holder::connection).forEach(Connections::abort);
        }
    }

    private static long held(HttpConnection connection) {
        return Connections.unsent(connection) + (long) Connections.requestsAtOnce(connection) * REQUEST;
    }
}
