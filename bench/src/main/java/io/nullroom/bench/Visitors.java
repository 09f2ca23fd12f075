package io.nullroom.bench;

import io.nullroom.contracts.RoomId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Everybody who comes to one server, on one event loop. */
final class Visitors implements AutoCloseable {
    /** How many do the same at once, where nothing else is said. */
    static final int ABREAST = 8;

    private static final String HOST = "127.0.0.1";
    private static final int SOCKETS = 60_000;
    private static final int REQUESTS = 64;
    private static final int PATIENCE_SECONDS = 20;
    private static final int LONGEST_MINUTES = 10;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient http;
    private final WebSocketClient sockets;
    private final NetClient connections;
    private final Doors doors;
    private final Set<String> rooms = new HashSet<>();

    /** Who comes by these doors. */
    Visitors(Doors doors) {
        this.doors = doors;
        http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(REQUESTS));
        sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SOCKETS));
        connections = vertx.createNetClient();
    }

    /** Does the work on the event loop, and waits for it. */
    <T> T await(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        loop.runOnContext(go -> Future.succeededFuture().compose(now -> work.get()).onComplete(done));
        try {
            return done.future().await(LONGEST_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException never) {
            throw new IllegalStateException("not done in time", never);
        }
    }

    /** Does the same so many times, {@link #ABREAST} at once; each has its time. */
    void repeat(int times, Supplier<Future<Void>> once) {
        repeat(times, ABREAST, once);
    }

    /** Does the same so many times, and so many at once; each has its time. */
    void repeat(int times, int abreast, Supplier<Future<Void>> once) {
        await(() -> new Repetition(times, () -> once.get().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)).run(abreast));
    }

    /** Lets time pass. */
    Future<Void> pass(int seconds) {
        return vertx.timer(seconds, TimeUnit.SECONDS).mapEmpty();
    }

    /** Has something done every millisecond, until it says that it is done. */
    void everyMillisecond(BooleanSupplier done) {
        vertx.setPeriodic(1, tick -> {
            if (done.getAsBoolean()) {
                vertx.cancelTimer(tick);
            }
        });
    }

    /** Makes a room; its id. */
    Future<String> newRoom() {
        return request(HttpMethod.POST, "/rooms").compose(answer -> answer.body().map(body -> {
            Violation.unless(answer.statusCode() == 201, "POST /rooms is answered " + answer.statusCode());
            var room = new JsonObject(body);
            var id = room.getString("room_id", "");
            Violation.unless(RoomId.parse(id).isPresent() && rooms.add(id), "a room's id is not a new UUID");
            Violation.unless(room.getValue("ice_servers") instanceof JsonArray && room.getInteger("ttl_seconds", 0) > 0
                && room.getLong("file_size_limit", 0L) > 0, "a room is incomplete");
            return id;
        }));
    }

    /** A room with two in it, who know of each other. */
    Future<Pair> newPair() {
        return newRoom().compose(room -> join(room, true)
            .compose(first -> join(room, false)
                .compose(second -> first.seesPeer().map(seen -> new Pair(first, second)))));
    }

    /** So many of them. */
    List<Pair> pairs(int number) {
        List<Pair> pairs = new ArrayList<>(number);
        repeat(number, () -> newPair().onSuccess(pairs::add).mapEmpty());
        return pairs;
    }

    /** A page, as it comes. */
    Future<Buffer> page(String path) {
        return request(HttpMethod.GET, path).compose(answer -> answer.body().map(body -> {
            Violation.unless(answer.statusCode() == 200, "GET " + path + " is answered " + answer.statusCode());
            return body;
        }));
    }

    /** Connects, and says nothing yet. */
    Future<NetSocket> connect() {
        return connections.connect(doors.first(), HOST);
    }

    /** Opens a socket, and says nothing yet. */
    Future<WebSocket> openSocket() {
        return sockets.connect(cable(doors.first()));
    }

    /** Somebody comes into the room: the first one, or the second. */
    Future<Participant> join(String room, boolean first) {
        return Participant.join(
            sockets.webSocket(), cable(first ? doors.first() : doors.second()), room, first);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static WebSocketConnectOptions cable(int port) {
        return new WebSocketConnectOptions().setHost(HOST).setPort(port)
            .setURI("/cable").setSubProtocols(List.of(Participant.SUBPROTOCOL));
    }

    private Future<HttpClientResponse> request(HttpMethod method, String path) {
        return http.request(method, doors.pages(), HOST, path).compose(request -> request.send());
    }
}
