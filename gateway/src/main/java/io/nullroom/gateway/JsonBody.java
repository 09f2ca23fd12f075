package io.nullroom.gateway;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.ForgetfulJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the body of a request, which has to be a JSON object; never more of it than the limit is kept. */
final class JsonBody {
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() { };
    private static final ObjectMapper JSON =
        ForgetfulJson.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonBody() {
    }

    /**
     * Reads what {@code request} carries; to be called before anything else is waited for.
     *
     * @param limit in bytes
     * @return the object, empty where there is no body; or a failure with {@link Failure#UNSUPPORTED_MEDIA_TYPE},
     *     {@link Failure#BODY_TOO_LARGE} or {@link Failure#INVALID_REQUEST}
     */
    static Future<Optional<JsonObject>> read(HttpServerRequest request, int limit) {
        if (!mayHaveBody(request)) {
            return Future.succeededFuture(Optional.empty());
        }
        return (isJson(request)
            ? collect(request, limit, Failure.BODY_TOO_LARGE)
            : collect(request, 0, Failure.UNSUPPORTED_MEDIA_TYPE)).compose(JsonBody::parse);
    }

    /** By HTTP/2 there may be one where nothing is said of it (RFC 9113, 8.1.1). */
    private static boolean mayHaveBody(HttpServerRequest request) {
        var length = Optional.ofNullable(request.headers().get(HttpHeaders.CONTENT_LENGTH));
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
            || length.map(said -> !said.equals("0")).orElse(request.version() == HttpVersion.HTTP_2);
    }

    private static boolean isJson(HttpServerRequest request) {
        var type = Optional.ofNullable(request.headers().get(HttpHeaders.CONTENT_TYPE)).orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(Answers.JSON);
    }

    private static Future<Buffer> collect(HttpServerRequest request, int limit, Failure beyond) {
        Promise<Buffer> whole = Promise.promise();
        var body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= limit) {
                body.appendBuffer(chunk);
            } else {
                // What still comes is read and dropped: a connection closed with bytes unread loses the answer.
                whole.tryFail(new FailureException(beyond));
            }
        });
        request.endHandler(read -> whole.tryComplete(body));
        // Chunks that are none, or a client that has left: no fault of ours, whatever its name.
        request.exceptionHandler(broken -> whole.tryFail(new FailureException(Failure.INVALID_REQUEST)));
        return whole.future();
    }

    /** The object that the whole {@code body} is, or a failure with {@link Failure#INVALID_REQUEST}. */
    static Future<Optional<JsonObject>> parse(Buffer body) {
        if (body.length() == 0) {
            return Future.succeededFuture(Optional.empty());
        }
        try {
            return Optional.ofNullable(JSON.readValue(body.getBytes(), MEMBERS))
                .map(members -> Future.succeededFuture(Optional.of(new JsonObject(members))))
                .orElseGet(() -> FailureException.failed(Failure.INVALID_REQUEST));
        } catch (IOException notAnObject) {
            return FailureException.failed(Failure.INVALID_REQUEST);
        }
    }
}
