package io.nullroom.gateway;

import io.nullroom.contracts.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/** Where every request comes in: it gets its deadline and its security headers, then goes to the router. */
final class FrontDoor implements Handler<HttpServerRequest> {
    /** Requests at once on one connection of HTTP/2: more than a page has files. */
    static final int STREAMS = 100;

    private final Optional<Origin> publicOrigin;
    private final Deadlines deadlines;
    private final AccessLog log;
    private final Handler<HttpServerRequest> router;

    FrontDoor(Optional<Origin> publicOrigin, Deadlines deadlines, AccessLog log, Handler<HttpServerRequest> router) {
        this.publicOrigin = publicOrigin;
        this.deadlines = deadlines;
        this.log = log;
        this.router = router;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!deadlines.isOpen(request.connection())) {
            return;
        }
        if (Connections.requestsAtOnce(request.connection()) > STREAMS) {
            Connections.abort(request.connection());
            return;
        }
        var codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            // Whether there was a Content-Length as well we are not told: what follows is taken for no request.
            deadlines.closeAfter(request);
        }
        var host = host(request);
        if (host.isPresent() && hasPath(request) && isFramed(codings)) {
            enter(request, publicOrigin.or(() -> host));
            router.handle(request);
        } else {
            refuse(request);
        }
    }

    /** Answers what is no request that HTTP allows, or too long for one. */
    void handleInvalid(HttpServerRequest request) {
        refuse(request);
        request.connection().close();
    }

    private void refuse(HttpServerRequest request) {
        log.follow(request);
        enter(request, publicOrigin);
        Answers.failure(request, Failure.INVALID_REQUEST);
    }

    /** Of HTTP/2, a CONNECT has none at all (RFC 9113, 8.5). */
    private static boolean hasPath(HttpServerRequest request) {
        return Optional.ofNullable(request.path()).filter(path -> path.startsWith("/")).isPresent();
    }

    private void enter(HttpServerRequest request, Optional<Origin> origin) {
        deadlines.began(request);
        SecurityHeaders.put(request.response(), origin);
    }

    /**
     * Whether it is beyond doubt where the request ends. Where it is not, a proxy may think otherwise than we do, and
     * hand us requests that somebody has hidden in a body (RFC 9112, 6.1 and 11.2).
     */
    private static boolean isFramed(List<String> codings) {
        return codings.isEmpty() || codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }

    private static Optional<Origin> host(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            // RFC 9113, 8.3.1: there it is the pseudo-header that counts.
            return Optional.ofNullable(request.authority())
                .flatMap(authority -> Origin.ofHost(request.isSSL(), authority.toString()));
        }
        var hosts = request.headers().getAll(HttpHeaders.HOST);
        return hosts.size() == 1 ? Origin.ofHost(request.isSSL(), hosts.get(0)) : Optional.empty();
    }
}
