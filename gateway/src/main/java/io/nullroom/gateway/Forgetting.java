package io.nullroom.gateway;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * The answer that has a browser drop what it keeps of our files (W3C Clear Site Data, 3.1): a page asks for it at the
 * end of its room.
 */
final class Forgetting {
    /** What it answers at. */
    static final String PATH = "/forget";

    private static final CharSequence CLEAR = HttpHeaders.createOptimized("Clear-Site-Data");
    /** What is cached, and nothing of what other pages of the same origin may have stored. */
    private static final CharSequence CACHED = HttpHeaders.createOptimized("\"cache\"");
    private static final CharSequence ASKED_FROM = HttpHeaders.createOptimized("Sec-Fetch-Site");

    private Forgetting() {
    }

    /** Answers a POST to {@link #PATH}. */
    static void forget(RoutingContext context) {
        if (isOfAnotherOrigin(context.request())) {
            context.fail(new FailureException(Failure.ORIGIN_NOT_ALLOWED));
            return;
        }
        context.response().setStatusCode(204).putHeader(CLEAR, CACHED)
            .putHeader(HttpHeaders.CACHE_CONTROL, Answers.NO_STORE).end();
    }

    /** Today's browsers say so (W3C Fetch Metadata, 2.3); older ones and programs are let in. */
    private static boolean isOfAnotherOrigin(HttpServerRequest request) {
        var from = request.getHeader(ASKED_FROM);
        return from != null && !from.equals("same-origin");
    }
}
