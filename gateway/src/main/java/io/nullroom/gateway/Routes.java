package io.nullroom.gateway;

import static io.nullroom.gateway.RateLimits.Counted.HANDSHAKES;
import static io.nullroom.gateway.RateLimits.Counted.LOOK_UPS;
import static io.nullroom.gateway.RateLimits.Counted.ROOMS;
import static io.nullroom.gateway.RateLimits.Counted.SOCKETS;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.gateway.RateLimits.Counted;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The whole public surface: what is not in the table is not there. */
final class Routes {
    private static final List<HttpMethod> READ = List.of(GET, HEAD);
    private static final Pattern VARIABLE = Pattern.compile("[:*].*");

    private final AccessLog log;
    private final Site site;
    private final RateLimits limits;
    private final Answers answers;

    Routes(AccessLog log, Site site, RateLimits limits, Answers answers) {
        this.log = log;
        this.site = site;
        this.limits = limits;
        this.answers = answers;
    }

    /** What is asked how, and the step that answers it; the last part of a template may be variable. */
    private record Row(List<HttpMethod> methods, String template, Handler<RoutingContext> step) {
    }

    private List<Row> table(Rooms rooms, Handshakes handshakes, CableRoute cable, Health health) {
        // Looked through from above for each request, so what is asked for most stands first.
        return List.of(
            new Row(READ, "/cable", limited(SOCKETS, cable::handOver)),
            new Row(List.of(POST), "/rooms", limited(ROOMS, rooms::create)),
            new Row(READ, "/rooms/:id", limited(LOOK_UPS, rooms::show)),
            new Row(READ, "/assets/*", this::asset),
            new Row(READ, "/", file("index.html")),
            new Row(List.of(POST), Forgetting.PATH, Forgetting::forget),
            new Row(READ, "/privacy", file("privacy.html")),
            new Row(READ, "/check", file("check.html")),
            new Row(READ, "/robots.txt", file("robots.txt")),
            new Row(READ, "/favicon.svg", file("favicon.svg")),
            new Row(READ, "/favicon.ico", file("favicon.ico")),
            new Row(READ, "/.well-known/security.txt", file(".well-known/security.txt")),
            new Row(READ, "/.well-known/nullroom-assets.json", file(".well-known/nullroom-assets.json")),
            new Row(List.of(POST), "/handshakes/:identifier", limited(HANDSHAKES, handshakes::store)),
            // Taking is no safe method whatever its name: HEAD would take it away unread.
            new Row(List.of(GET), "/handshakes/:identifier", limited(HANDSHAKES, handshakes::take)),
            new Row(READ, "/up", health::up));
    }

    /** The router that goes by the table. */
    Router router(Vertx vertx, Rooms rooms, Handshakes handshakes, CableRoute cable, Health health) {
        var router = Router.router(vertx);
        var table = table(rooms, handshakes, cable, health);
        router.route().handler(log::follow);
        for (var template : table.stream().map(Row::template).distinct().toList()) {
            var rows = table.stream().filter(row -> row.template().equals(template)).toList();
            var path = VARIABLE.matcher(template).replaceFirst("*");
            for (var row : rows) {
                var route = named(router.route(path), template);
                row.methods().forEach(route::method);
                route.handler(row.step());
            }
            named(router.route(path), template).handler(otherMethod(rows));
        }
        named(router.route(), AccessLog.NO_ROUTE).handler(this::nothing);
        return router.errorHandler(400, this::undecodable).errorHandler(500, answers::unhandled);
    }

    /** The variable part of the request's path, as it was sent; empty text where it is missing. */
    static String variable(RoutingContext context) {
        var before = VARIABLE.matcher(context.currentRoute().getName()).replaceFirst("");
        var path = context.request().path();
        return path.length() > before.length() ? path.substring(before.length()) : "";
    }

    /** Paths are taken as they come: what is spelled in another way is another path, and not in the table. */
    private Route named(Route route, String template) {
        return route.setName(template).useNormalizedPath(false).failureHandler(answers::unhandled);
    }

    private Handler<RoutingContext> file(String path) {
        return context -> send(context, path);
    }

    private void asset(RoutingContext context) {
        send(context, variable(context));
    }

    private void send(RoutingContext context, String path) {
        site.file(path).ifPresentOrElse(
            asset -> SiteFile.kept(asset).send(context.request(), 200),
            () -> context.fail(new FailureException(
                site.isLoaded() ? Failure.NOT_FOUND : Failure.SERVICE_UNAVAILABLE)));
    }

    private Handler<RoutingContext> limited(Counted what, Handler<RoutingContext> step) {
        return context -> limits.secondsToWait(what, context.request()).ifPresentOrElse(
            seconds -> {
                context.response().putHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
                context.fail(new FailureException(Failure.RATE_LIMITED));
            },
            () -> step.handle(context));
    }

    private static Handler<RoutingContext> otherMethod(List<Row> rows) {
        var allowed = rows.stream().flatMap(row -> row.methods().stream()).map(HttpMethod::name)
            .collect(Collectors.joining(", "));
        return context -> {
            context.response().putHeader(HttpHeaders.ALLOW, allowed);
            context.fail(new FailureException(Failure.METHOD_NOT_ALLOWED));
        };
    }

    /** The router stumbles over {@code %zz}; for a room that is one more name that no room has. */
    private void undecodable(RoutingContext context) {
        boolean room = context.request().path().startsWith("/rooms/");
        answers.failure(context, room ? Failure.ROOM_NOT_FOUND : Failure.NOT_FOUND,
            Answers.wantsPage(context.request(), room));
    }

    private void nothing(RoutingContext context) {
        context.fail(new FailureException(Failure.NOT_FOUND));
    }
}
