package io.nullroom.gateway;

import io.nullroom.contracts.Failure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** What failures look like over HTTP: the only place that turns a {@link Failure} into an answer. */
final class Answers {
    private final HttpServerRequest request;

    private Answers(HttpServerRequest request) {
        this.request = request;
    }

    static Answers of(HttpServerRequest request) {
        return new Answers(request);
    }

    void failure(Failure failure) {
        var response = request.response().setStatusCode(failure.status());
        if (failure.status() == 503 || failure.status() == 429) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .end(JsonObject.of("error", failure.code()).encode());
    }
}
