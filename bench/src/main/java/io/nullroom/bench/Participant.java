package io.nullroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * One socket and its place in a room. Each frame has to be the one that is expected next, but for pings. Used on the
 * event loop of its socket; what goes wrong fails with {@link Violation}.
 */
final class Participant {
    static final String SUBPROTOCOL = "actioncable-v1-json";

    private final ClientWebSocket socket;
    private final String identifier;
    private final Queue<JsonObject> heard = new ArrayDeque<>();
    private Optional<Promise<JsonObject>> awaiting = Optional.empty();
    private Optional<Throwable> end = Optional.empty();
    private String connectionId = "";
    private int pings;

    private Participant(ClientWebSocket socket, String roomId) {
        this.socket = socket;
        identifier = new JsonObject().put("channel", "RoomsChannel").put("room_id", roomId).encode();
        socket.textMessageHandler(this::hear);
        socket.closeHandler(closed -> fail(new Violation("the server closed the socket")));
    }

    /** Connects and takes a place in the room: the first one's, or the second's. */
    static Future<Participant> join(
            ClientWebSocket socket, WebSocketConnectOptions cable, String roomId, boolean first) {
        var participant = new Participant(socket, roomId);
        return socket.connect(cable)
            .compose(connected -> participant.next("welcome"))
            .compose(welcome -> {
                participant.command("subscribe");
                return participant.next("confirm_subscription");
            })
            .compose(confirmed -> participant.next("init"))
            .map(init -> {
                Violation.unless(init.getBoolean("initiator", !first) == first, "the wrong one is the initiator");
                participant.connectionId = init.getString("connection_id", "");
                Violation.unless(!participant.connectionId.isEmpty(), "a participant gets no name");
                return participant;
            });
    }

    /** Says a signal to the other one. */
    void says(Signal signal) {
        socket.writeTextMessage("{\"command\":\"message\",\"identifier\":" + Json.encode(identifier) + ",\"data\":"
            + Json.encode("{\"action\":\"send_signal\",\"data\":" + signal.json() + "}") + "}");
    }

    /** Waits for these signals of the other one, in this order. */
    Future<Void> hears(List<Signal> signals, Participant from) {
        return signals.stream().reduce(Future.<Void>succeededFuture(),
            (sofar, signal) -> sofar.compose(done -> hears(signal, from)), (one, other) -> other);
    }

    /** Waits for this signal of the other one. */
    Future<Void> hears(Signal signal, Participant from) {
        return next("signal").map(message -> {
            Violation.unless(signal.value().equals(message.getValue("data")), "a signal came out of order or changed");
            Violation.unless(from.connectionId.equals(message.getString("connection_id")), "a signal names no sender");
            return null;
        });
    }

    /** Gives the place up. */
    void leaves() {
        command("unsubscribe");
    }

    /** Waits until the other one's leave is told. */
    Future<Void> seesLeave(Participant other) {
        return next("peer_left").map(message -> {
            Violation.unless(other.connectionId.equals(message.getString("connection_id")), "the wrong one has left");
            return null;
        });
    }

    /** What it, or anybody, says to have a place in its room. */
    String subscription() {
        return frame("subscribe");
    }

    /** Waits until the second one is in. */
    Future<Void> seesPeer() {
        return next("peer_ready").mapEmpty();
    }

    /** Closes the socket; nothing may be left that nobody waited for. */
    Future<Void> closes() {
        Violation.unless(heard.isEmpty(), "the server said more than it should");
        end = Optional.of(new IllegalStateException("closed"));
        return socket.close();
    }

    /** How many pings have come. */
    int pings() {
        return pings;
    }

    private Future<JsonObject> next(String type) {
        Future<JsonObject> next;
        if (!heard.isEmpty()) {
            next = Future.succeededFuture(heard.remove());
        } else if (end.isPresent()) {
            next = Future.failedFuture(end.get());
        } else {
            var promise = Promise.<JsonObject>promise();
            awaiting = Optional.of(promise);
            next = promise.future();
        }
        return next.map(message -> {
            var came = message.getString("type");
            Violation.unless(type.equals(came), "not " + type + " but " + came);
            return message;
        });
    }

    private void hear(String text) {
        var frame = new JsonObject(text);
        if ("ping".equals(frame.getString("type"))) {
            pings++;
        } else if (!identifier.equals(frame.getString("identifier", identifier))) {
            fail(new Violation("the identifier is not the one that was sent"));
        } else {
            heard.add(frame.getValue("message") instanceof JsonObject message ? message : frame);
            take().ifPresent(promise -> promise.complete(heard.remove()));
        }
    }

    private void fail(Violation violation) {
        if (end.isEmpty()) {
            end = Optional.of(violation);
            take().ifPresent(promise -> promise.fail(violation));
        }
    }

    private Optional<Promise<JsonObject>> take() {
        var taken = awaiting;
        awaiting = Optional.empty();
        return taken;
    }

    private void command(String command) {
        socket.writeTextMessage(frame(command));
    }

    private String frame(String command) {
        return "{\"command\":\"" + command + "\",\"identifier\":" + Json.encode(identifier) + "}";
    }
}
