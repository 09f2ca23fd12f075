package io.nullroom.gateway;

import io.nullroom.contracts.Failure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets WebSockets through to the cable, so many at once for each client address. */
final class CableRoute {
    private final Cable cable;
    private final CableOrigins origins;
    private final RateLimits limits;

    CableRoute(Cable cable, CableOrigins origins, RateLimits limits) {
        this.cable = cable;
        this.origins = origins;
        this.limits = limits;
    }

    /** {@code GET /cable}. */
    void handOver(RoutingContext context) {
        if (!context.request().canUpgradeToWebSocket()) {
            // HTTP/2 has no such header (RFC 9113, 8.2.2); browsers open a connection of HTTP/1.1 beside it.
            if (context.request().version() != HttpVersion.HTTP_2) {
                context.response().putHeader(HttpHeaders.UPGRADE, "websocket")
                    .putHeader(HttpHeaders.CONNECTION, "Upgrade");
            }
            Answers.failure(context.request(), Failure.UPGRADE_REQUIRED);
            return;
        }
        if (!origins.allow(context.request())) {
            Answers.failure(context.request(), Failure.ORIGIN_NOT_ALLOWED);
            return;
        }
        limits.takeSocket(context.request()).ifPresentOrElse(
            giveBack -> handOver(context, giveBack),
            () -> Answers.failure(context.request(), Failure.RATE_LIMITED));
    }

    private void handOver(RoutingContext context, Runnable giveBack) {
        var open = new AtomicBoolean(true);
        Runnable once = () -> {
            if (open.getAndSet(false)) {
                giveBack.run();
            }
        };
        // One of both: a refusal is answered, a WebSocket is closed.
        var forget = Connections.whenClosed(context.request().connection(), once);
        context.addEndHandler(refused -> {
            forget.run();
            once.run();
        });
        cable.accept(context.request());
    }
}
