package io.nullroom.gateway;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps an encrypted link for whoever knows the phrase; neither is known here. */
final class Handshakes {
    /** In characters, which are bytes here. */
    private static final int MOST_BLOB = 4096;
    /** In bytes: the blob, even where JSON escapes half of it, and what is around it. */
    private static final int MOST_BODY = 2 * MOST_BLOB;
    private static final Pattern BASE64 = Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2,3}={0,2})?");

    private final Bus bus;

    Handshakes(Bus bus) {
        this.bus = bus;
    }

    /** {@code POST /handshakes/:identifier}. */
    void store(RoutingContext context) {
        JsonBody.read(context.request(), MOST_BODY)
            .compose(body -> identifier(context).compose(handshake -> blob(body)
                .compose(blob -> bus.request(StoreHandshake.ADDRESS, new StoreHandshake(handshake, blob)))))
            .onSuccess(done -> Answers.json(context.request(), 201, new JsonObject()))
            .onFailure(context::fail);
    }

    /** {@code GET /handshakes/:identifier}. */
    void take(RoutingContext context) {
        identifier(context)
            .compose(handshake -> bus.request(TakeHandshake.ADDRESS, new TakeHandshake(handshake)))
            .onSuccess(taken -> Answers.json(context.request(), 200, JsonObject.of("blob", taken.blob())))
            .onFailure(context::fail);
    }

    private static Future<HandshakeId> identifier(RoutingContext context) {
        return HandshakeId.parse(Routes.variable(context)).map(Future::succeededFuture)
            .orElseGet(() -> FailureException.failed(Failure.HANDSHAKE_NOT_FOUND));
    }

    /** The blob in a body, or a failure with {@link Failure#INVALID_REQUEST}. */
    static Future<String> blob(Optional<JsonObject> body) {
        return body.map(object -> object.getValue("blob"))
            .filter(String.class::isInstance).map(String.class::cast)
            .filter(blob -> !blob.isEmpty() && blob.length() <= MOST_BLOB && BASE64.matcher(blob).matches())
            .map(Future::succeededFuture)
            .orElseGet(() -> FailureException.failed(Failure.INVALID_REQUEST));
    }
}
