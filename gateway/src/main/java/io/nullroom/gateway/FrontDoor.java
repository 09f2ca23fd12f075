package io.nullroom.gateway;

import io.nullroom.contracts.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;

/** Where every request comes in: it gets its deadline and its security headers, then goes to the router. */
final class FrontDoor implements Handler<HttpServerRequest> {
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
        var host = host(request);
        if (host.isPresent() && request.path().startsWith("/")) {
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

    private void enter(HttpServerRequest request, Optional<Origin> origin) {
        deadlines.began(request);
        SecurityHeaders.put(request.response(), origin);
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
