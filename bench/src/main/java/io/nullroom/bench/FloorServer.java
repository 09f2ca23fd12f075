package io.nullroom.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The floor: a bare relay on Vert.x with a map of rooms. No bus, no store, no limits, no parsing; it knows the bench's
 * own spelling of the commands, and nothing that runs on Vert.x can do the same for much less.
 */
final class FloorServer extends VerticleBase {
    private static final int PING_MILLISECONDS = 3000;
    private static final String PAGE = String.format("%-4096s", "<!doctype html><title>A page</title>");

    private final Map<String, FloorRoom> rooms = new HashMap<>();
    private final Set<ServerWebSocket> sockets = new HashSet<>();
    private final Passing passing;
    private int port;

    /** Not yet listening; {@code passing} hands signals on. */
    FloorServer(Passing passing) {
        this.passing = passing;
    }

    /** Serves, and says where as the product does. */
    public static void main(String... arguments) {
        var floor = new FloorServer(Passing.STRAIGHT);
        Vertx.vertx().deployVerticle(floor).await();
        System.out.println("Open http://localhost:" + floor.port());
    }

    /** Where it listens, once it is deployed. */
    int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(PING_MILLISECONDS, beat -> ping());
        return vertx.createHttpServer(options()).requestHandler(this::answer).webSocketHandler(this::welcome)
            .listen(0, "127.0.0.1").onSuccess(server -> port = server.actualPort());
    }

    private void answer(HttpServerRequest request) {
        var response = request.response();
        if (request.method() != HttpMethod.POST) {
            response.putHeader("content-type", "text/html").end(PAGE);
            return;
        }
        var id = UUID.randomUUID().toString();
        rooms.put(id, new FloorRoom(() -> rooms.remove(id)));
        response.setStatusCode(201).putHeader("content-type", "application/json").end("{\"room_id\":\"" + id
            + "\",\"ice_servers\":[],\"turn_servers\":[],\"ttl_seconds\":900,\"file_size_limit\":16777216}");
    }

    private void welcome(ServerWebSocket socket) {
        sockets.add(socket);
        var member = new FloorMember(socket, rooms, passing);
        socket.textMessageHandler(member::obey);
        socket.closeHandler(end -> {
            sockets.remove(socket);
            member.leave();
        });
        socket.writeTextMessage("{\"type\":\"welcome\"}");
    }

    private void ping() {
        var ping = "{\"type\":\"ping\",\"message\":" + System.currentTimeMillis() / 1000 + "}";
        sockets.forEach(socket -> socket.writeTextMessage(ping));
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions().setAcceptBacklog(1024).setHttp2ClearTextEnabled(false)
            .setWebSocketSubProtocols(List.of(Participant.SUBPROTOCOL))
            .setPerMessageWebSocketCompressionSupported(false).setPerFrameWebSocketCompressionSupported(false);
    }
}
