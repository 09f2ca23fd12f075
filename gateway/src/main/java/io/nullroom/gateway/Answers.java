package io.nullroom.gateway;

import static io.vertx.core.http.HttpHeaders.ACCEPT;
import static io.vertx.core.http.HttpHeaders.CACHE_CONTROL;
import static io.vertx.core.http.HttpHeaders.CONTENT_LENGTH;
import static io.vertx.core.http.HttpHeaders.CONTENT_TYPE;
import static io.vertx.core.http.HttpHeaders.RETRY_AFTER;
import static io.vertx.core.http.HttpHeaders.VARY;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers other than files of the site; the only place where a {@link Failure} becomes one. */
final class Answers {
    static final String HTML = "text/html";
    static final String JSON = "application/json";
    static final String NO_STORE = "no-store";

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    /** In seconds; what is out of reach now is looked for again that soon. */
    private static final String SOON = "1";

    private final Site site;

    Answers(Site site) {
        this.site = site;
    }

    /** Answers with JSON that nobody may keep. */
    static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response().putHeader(CACHE_CONTROL, NO_STORE).putHeader(CONTENT_TYPE, JSON);
        send(request, status, body.toBuffer());
    }

    /** Answers with {@code {"error": code}}. */
    static void failure(HttpServerRequest request, Failure failure) {
        advise(request, failure);
        json(request, failure.status(), JsonObject.of("error", failure.code()));
    }

    /** Ends the response, without the body where only the head was asked for. */
    static void send(HttpServerRequest request, int status, Buffer body) {
        var response = request.response().setStatusCode(status);
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(CONTENT_LENGTH, String.valueOf(body.length())).end();
        } else {
            response.end(body);
        }
    }

    /** Whether the client asks for a page rather than for JSON; who says neither gets {@code otherwise}. */
    static boolean wantsPage(HttpServerRequest request, boolean otherwise) {
        request.response().headers().add(VARY, "Accept");
        var accept = Accept.of(request.headers().getAll(ACCEPT));
        return accept.prefers(HTML, JSON) || otherwise && !accept.prefers(JSON, HTML);
    }

    /** Answers with what went wrong, as a page or as JSON. */
    void failure(RoutingContext context, Failure failure, boolean asPage) {
        if (asPage) {
            advise(context.request(), failure);
            page(context.request(), failure);
        } else {
            failure(context.request(), failure);
        }
    }

    /** Answers what a step of a route failed with; of what is unforeseen the log gets the type, the client a 500. */
    void unhandled(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        var failure = failureOf(context);
        failure(context, failure, wantsPage(context.request(), false));
    }

    private static Failure failureOf(RoutingContext context) {
        if (context.failure() instanceof FailureException known) {
            return known.failure();
        }
        if (context.statusCode() >= 400 && context.statusCode() < 500) {
            return context.statusCode() == 404 ? Failure.NOT_FOUND : Failure.INVALID_REQUEST;
        }
        // The type alone: an exception's text may quote the request.
        LOG.error("An unforeseen {} while answering a request",
            context.failure() == null ? "status" : context.failure().getClass().getName());
        return Failure.INTERNAL_ERROR;
    }

    private static void advise(HttpServerRequest request, Failure failure) {
        var headers = request.response().headers();
        if ((failure.status() == 503 || failure.status() == 429) && !headers.contains(RETRY_AFTER)) {
            headers.set(RETRY_AFTER, SOON);
        }
    }

    private void page(HttpServerRequest request, Failure failure) {
        var page = failure.status() == 404 ? "404.html" : "error.html";
        boolean fits = failure.status() == 404 || failure.status() == 429 || failure.status() >= 500;
        site.file(page).filter(there -> fits).ifPresentOrElse(
            there -> SiteFile.fresh(there).send(request, failure.status()),
            () -> {
                request.response().putHeader(CACHE_CONTROL, NO_STORE)
                    .putHeader(CONTENT_TYPE, "text/plain; charset=utf-8");
                send(request, failure.status(), Buffer.buffer(failure.text() + "\n"));
            });
    }
}
