package io.nullroom.launcher;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A participant who comes back whenever its socket is lost, as our page does, and remembers what it heard. */
final class Caller {
    private static final Vertx VERTX = Vertx.vertx();
    private static final WebSocketClient SOCKETS =
        VERTX.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(5000).setConnectTimeout(1000));

    final List<Integer> signals = new CopyOnWriteArrayList<>();
    final List<String> said = new CopyOnWriteArrayList<>();
    /** In milliseconds: how long each loss of the subscription lasted. */
    final List<Long> losses = new CopyOnWriteArrayList<>();
    /** How many signals came a second time. */
    final AtomicInteger repeated = new AtomicInteger();
    final CompletableFuture<Void> in = new CompletableFuture<>();
    private final Supplier<Integer> port;
    private final String identifier;
    private final Queue<String> unsent = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final Context loop = VERTX.getOrCreateContext();
    private Optional<WebSocket> socket = Optional.empty();
    private boolean subscribed;
    private boolean done;
    private long lostAt;

    private Caller(Supplier<Integer> port, String identifier) {
        this.port = port;
        this.identifier = identifier;
    }

    /** Somebody who goes into the room by whichever of the ports is the next one. */
    static Caller enters(Supplier<Integer> port, String room) {
        return enters(port, room, "room_id");
    }

    /** Somebody who spells that so that gateways do not see it: the socket goes to the least busy instance. */
    static Caller entersAnywhere(Supplier<Integer> port, String room) {
        return enters(port, room, "\\u0072oom_id");
    }

    private static Caller enters(Supplier<Integer> port, String room, String name) {
        var secret = UUID.randomUUID().toString().replace("-", "");
        var caller = new Caller(port, "{\"channel\":\"RoomsChannel\",\"%s\":\"%s\",\"resume\":\"%s\"}"
            .formatted(name, room, secret));
        caller.loop.runOnContext(now -> caller.connect());
        return caller;
    }

    /** Sends one more signal, which is a number: 0, 1, 2 and so on; now or when the subscription stands again. */
    void signals() {
        int next = sent.getAndIncrement();
        loop.runOnContext(now -> {
            var number = new JsonObject().put("action", "send_signal").put("data", next);
            unsent.add(new JsonObject().put("command", "message").put("identifier", identifier)
                .put("data", number.encode()).encode());
            flush();
        });
    }

    /** How many signals it has been asked to send. */
    int sent() {
        return sent.get();
    }

    /** Whether its place is taken right now. */
    boolean isIn() {
        return subscribed;
    }

    /** Closes its socket and does not come back. */
    void goesHome() {
        loop.runOnContext(now -> {
            done = true;
            socket.ifPresent(WebSocket::close);
        });
    }

    private void connect() {
        if (done) {
            return;
        }
        var cable = new WebSocketConnectOptions().setHost("localhost").setPort(port.get()).setURI("/cable")
            .setSubProtocols(List.of("actioncable-v1-json"));
        SOCKETS.connect(cable)
            .onSuccess(opened -> {
                socket = Optional.of(opened);
                opened.textMessageHandler(text -> hear(opened, new JsonObject(text)));
                opened.closeHandler(closed -> lost());
            })
            .onFailure(refused -> again());
    }

    private void lost() {
        // A socket that came and went before it was of use ends no absence.
        lostAt = lostAt == 0 ? System.nanoTime() : lostAt;
        subscribed = false;
        socket = Optional.empty();
        again();
    }

    private void again() {
        VERTX.setTimer(300, later -> connect());
    }

    private void hear(WebSocket opened, JsonObject frame) {
        var message = frame.getValue("message") instanceof JsonObject said ? said : frame;
        var type = message.getString("type");
        switch (type) {
            case "welcome" -> opened.writeTextMessage(
                new JsonObject().put("command", "subscribe").put("identifier", identifier).encode());
            case "signal" -> {
                // As our page does: what is said again has the same id.
                if (ids.add(message.getString("id"))) {
                    signals.add(message.getInteger("data"));
                } else {
                    repeated.incrementAndGet();
                }
            }
            case "ping", "confirm_subscription" -> { }
            case "init" -> entered(message.getBoolean("resumed"));
            case "disconnect" -> subscribed = false;
            default -> said.add(type);
        }
    }

    private void entered(boolean resumed) {
        said.add(resumed ? "resumed" : "init");
        subscribed = true;
        if (lostAt != 0) {
            losses.add((System.nanoTime() - lostAt) / 1_000_000);
            lostAt = 0;
        }
        in.complete(null);
        flush();
    }

    private void flush() {
        while (subscribed && !unsent.isEmpty()) {
            socket.orElseThrow().writeTextMessage(unsent.remove());
        }
    }
}
