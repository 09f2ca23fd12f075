package io.nullroom.management;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three pages of the management port. */
final class ManagementPages implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementPages.class);
    /** Prometheus' text format 0.0.4. */
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Vertx vertx;
    private final Readiness readiness;
    private final Supplier<String> metrics;

    ManagementPages(Vertx vertx, Readiness readiness, Supplier<String> metrics) {
        this.vertx = vertx;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET").setStatusCode(405).end();
            return;
        }
        switch (request.path()) {
            case "/metrics" -> sendMetrics(request);
            case "/live" -> answer(request, 200, Map.of("status", "live"));
            case "/ready" -> readiness.ask().onSuccess(words -> tell(request, words));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void tell(HttpServerRequest request, Map<String, String> words) {
        var ready = words.values().stream().allMatch(Readiness.OK::equals);
        answer(request, ready ? 200 : 503, Map.of("status", ready ? "ready" : "not ready", "services", words));
    }

    /** Written elsewhere, since it takes milliseconds, in which the event loop has better to do. */
    private void sendMetrics(HttpServerRequest request) {
        vertx.executeBlocking(metrics::get).onComplete(
            text -> request.response().putHeader(HttpHeaders.CONTENT_TYPE, TEXT_FORMAT).end(text),
            failure -> {
                LOG.error("An unforeseen {} while metrics were written", failure.getClass().getName());
                request.response().setStatusCode(500).end();
            });
    }

    private static void answer(HttpServerRequest request, int status, Map<String, Object> body) {
        request.response().setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(new JsonObject(body).encode());
    }
}
