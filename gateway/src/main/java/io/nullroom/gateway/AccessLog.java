package io.nullroom.gateway;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request, and one count: method, route template, status, milliseconds. Nothing in it comes from a client.
 *
 * <p>A client that left before it was answered has {@code -} for a status. On its event loop only.
 */
final class AccessLog {
    /** The template of what the route table does not have. */
    static final String NO_ROUTE = "(none)";

    private static final Logger LOG = LoggerFactory.getLogger("access");
    /** A method is free text to HTTP; of these we know that they say nothing. */
    private static final Set<HttpMethod> KNOWN = Set.copyOf(HttpMethod.values());
    private static final Duration[] BOUNDS = {Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20),
        Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2)};

    private final Meter.MeterProvider<Timer> requests;
    /** Found once: to look a meter up by its labels is to sort and hash them each time. */
    private final Map<Kind, Timer> known = new HashMap<>();

    /** All three are of closed sets. */
    private record Kind(String method, String template, String status) {
    }

    AccessLog(MeterRegistry meters) {
        requests = Timer.builder("nullroom.http.requests")
            .description("Requests by method, route template and status, and how long they took")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(meters);
    }

    /** Writes the line of a request that no route will see, when it is answered. */
    void follow(HttpServerRequest request) {
        var line = new Line(request);
        request.response().endHandler(over -> line.write(NO_ROUTE));
    }

    /** Writes the line of a request in the router, when it is answered or its connection has become a WebSocket. */
    void follow(RoutingContext context) {
        var line = new Line(context.request());
        context.addEndHandler(over -> line.write(template(context)));
        if (context.request().canUpgradeToWebSocket()) {
            context.request().end().onSuccess(read -> line.writeIfUpgraded(template(context)));
        }
        context.next();
    }

    private Timer timer(Kind kind) {
        return requests.withTags("method", kind.method(), "route", kind.template(), "status", kind.status());
    }

    private static String template(RoutingContext context) {
        return Optional.ofNullable(context.currentRoute().getName()).orElse(NO_ROUTE);
    }

    /** The line of one request. */
    private final class Line {
        private final HttpServerRequest request;
        private final long began = System.nanoTime();
        private boolean written;

        Line(HttpServerRequest request) {
            this.request = request;
        }

        void writeIfUpgraded(String template) {
            if (request.response().getStatusCode() == 101) {
                write(template);
            }
        }

        void write(String template) {
            if (written) {
                return;
            }
            written = true;
            var method = KNOWN.contains(request.method()) ? request.method().name() : "OTHER";
            var status = request.response().ended() ? String.valueOf(request.response().getStatusCode()) : "-";
            var nanos = System.nanoTime() - began;
            // That one is counted only: a line would say when a talk has ended.
            if (!template.equals(Forgetting.PATH)) {
                LOG.info("{} {} {} {}", method, template, status, TimeUnit.NANOSECONDS.toMillis(nanos));
            }
            known.computeIfAbsent(new Kind(method, template, status), AccessLog.this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
