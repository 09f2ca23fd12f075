package io.nullroom.gateway;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.RoomId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens rooms and shows them, as a page or as what a client needs to know to join. */
final class Rooms {
    /** In bytes; nothing in it means anything yet. */
    private static final int MOST_BODY = 1024;

    private final Bus bus;
    private final IceServers iceServers;
    private final FileSizeLimit fileSizeLimit;
    private final Site site;
    private final RateLimits limits;
    private final Answers answers;

    Rooms(Bus bus, IceServers iceServers, FileSizeLimit fileSizeLimit, Site site, RateLimits limits,
          Answers answers) {
        this.bus = bus;
        this.iceServers = iceServers;
        this.fileSizeLimit = fileSizeLimit;
        this.site = site;
        this.limits = limits;
        this.answers = answers;
    }

    /** {@code POST /rooms}. */
    void create(RoutingContext context) {
        JsonBody.read(context.request(), MOST_BODY)
            .compose(ignored -> bus.request(CreateRoom.ADDRESS, new CreateRoom()))
            .compose(made -> describe(context, made.room(), made.remainingMillis()))
            .onSuccess(room -> Answers.json(context.request(), 201, room))
            .onFailure(context::fail);
    }

    /** {@code GET /rooms/:id}. */
    void show(RoutingContext context) {
        boolean asPage = Answers.wantsPage(context.request(), true);
        find(Routes.variable(context))
            .compose(room -> asPage ? page(context) : json(context, room))
            .onFailure(cause -> {
                if (cause instanceof FailureException known) {
                    answers.failure(context, known.failure(), asPage);
                } else {
                    context.fail(cause);
                }
            });
    }

    private record Found(RoomId room, long remainingMillis) {
    }

    /** Malformed looks as unknown does, and as expired: the answer tells nothing that the client did not know. */
    private Future<Found> find(String id) {
        return RoomId.parse(id)
            .map(room -> bus.request(FindRoom.ADDRESS, new FindRoom(room))
                .map(found -> new Found(room, found.remainingMillis())))
            .orElseGet(() -> FailureException.failed(Failure.ROOM_NOT_FOUND));
    }

    private Future<Void> page(RoutingContext context) {
        return site.file("room.html")
            .map(page -> {
                SiteFile.fresh(page).send(context.request(), 200);
                return Future.<Void>succeededFuture();
            })
            .orElseGet(() -> FailureException.failed(Failure.SERVICE_UNAVAILABLE));
    }

    private Future<Void> json(RoutingContext context, Found found) {
        return describe(context, found.room(), found.remainingMillis())
            .onSuccess(room -> Answers.json(context.request(), 200, room))
            .mapEmpty();
    }

    private Future<JsonObject> describe(RoutingContext context, RoomId room, long remainingMillis) {
        return iceServers(context.request(), remainingMillis)
            .map(issued -> new JsonArray(issued.stream().map(Rooms::describe).toList()))
            .map(iceServers -> JsonObject.of(
                "room_id", room.value(),
                "ice_servers", iceServers,
                "turn_servers", iceServers,
                "ttl_seconds", TimeUnit.MILLISECONDS.toSeconds(remainingMillis),
                "file_size_limit", fileSizeLimit.bytes()));
    }

    private Future<List<IceServer>> iceServers(HttpServerRequest request, long remainingMillis) {
        return limits.secondsToWait(RateLimits.Counted.TURN_CREDENTIALS, request).isPresent()
            ? Future.succeededFuture(List.of()) : iceServers.issue(remainingMillis);
    }

    private static JsonObject describe(IceServer server) {
        var description = JsonObject.of("urls", new JsonArray(server.urls()));
        server.username().ifPresent(username -> description.put("username", username));
        server.credential().ifPresent(credential -> description.put("credential", credential));
        return description;
    }
}
