package io.nullroom.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request: method, route template, status, milliseconds. Nothing in it comes from a client.
 *
 * <p>A client that left before it was answered has {@code -} for a status.
 */
final class AccessLog {
    /** The template of what the route table does not have. */
    static final String NO_ROUTE = "(none)";

    private static final Logger LOG = LoggerFactory.getLogger("access");
    /** A method is free text to HTTP; of these we know that they say nothing. */
    private static final Set<HttpMethod> KNOWN = Set.copyOf(HttpMethod.values());

    private final HttpServerRequest request;
    private final long began = System.nanoTime();
    private boolean written;

    private AccessLog(HttpServerRequest request) {
        this.request = request;
    }

    /** Writes the line of a request that no route will see, when it is answered. */
    static void follow(HttpServerRequest request) {
        var line = new AccessLog(request);
        request.response().endHandler(over -> line.write(NO_ROUTE));
    }

    /** Writes the line of a request in the router, when it is answered or its connection has become a WebSocket. */
    static void follow(RoutingContext context) {
        var line = new AccessLog(context.request());
        context.addEndHandler(over -> line.write(template(context)));
        if (context.request().canUpgradeToWebSocket()) {
            context.request().end().onSuccess(read -> line.writeIfUpgraded(template(context)));
        }
        context.next();
    }

    private static String template(RoutingContext context) {
        return Optional.ofNullable(context.currentRoute().getName()).orElse(NO_ROUTE);
    }

    private void writeIfUpgraded(String template) {
        if (request.response().getStatusCode() == 101) {
            write(template);
        }
    }

    private void write(String template) {
        if (!written) {
            written = true;
            var response = request.response();
            LOG.info("{} {} {} {}",
                KNOWN.contains(request.method()) ? request.method() : "OTHER",
                template,
                response.ended() ? response.getStatusCode() : "-",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
    }
}
