package io.nullroom.launcher;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client on the cable that is no browser, and asks what no page would. */
final class CableClient {
    private static final long PATIENCE_SECONDS = 20;
    private static final WebSocketClient SOCKETS =
        Vertx.vertx().createWebSocketClient(new WebSocketClientOptions().setMaxConnections(Integer.MAX_VALUE));

    private final String identifier;
    private final WebSocket socket;
    private final Map<String, BlockingQueue<JsonObject>> heard = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private CableClient(int port, JsonObject identifier) {
        this.identifier = identifier.encode();
        var cable = new WebSocketConnectOptions().setHost("localhost").setPort(port).setURI("/cable")
            .setSubProtocols(List.of("actioncable-v1-json"));
        // What is heard before somebody listens is lost, so listening comes first.
        var opening = SOCKETS.webSocket();
        opening.textMessageHandler(text -> hear(new JsonObject(text)));
        opening.closeHandler(end -> closed.complete(closeCodeOf(opening)));
        socket = Patience.await(opening.connect(cable));
    }

    /** RFC 6455, 7.1.5: 1006 stands for a connection that ended without a close frame. */
    private static int closeCodeOf(WebSocket closed) {
        return Optional.ofNullable(closed.closeStatusCode()).map(Short::intValue).orElse(1006);
    }

    /** Opens a socket and waits until it is welcomed; it means to go into that room. */
    static CableClient open(int port, String roomId) {
        return open(port, identifier(roomId));
    }

    private static CableClient open(int port, JsonObject identifier) {
        var client = new CableClient(port, identifier);
        client.await("welcome");
        return client;
    }

    /** Opens a socket and takes a place in the room. */
    static CableClient join(int port, String roomId) {
        return join(port, identifier(roomId));
    }

    /** As that, and has the place kept where the socket vanishes. */
    static CableClient joinResumably(int port, String roomId) {
        return join(port, identifier(roomId).put("resume", "c29tZWJvZHkgd2hvIGNvbWVz"));
    }

    private static CableClient join(int port, JsonObject identifier) {
        var client = open(port, identifier);
        client.subscribe();
        client.await("init");
        return client;
    }

    private static JsonObject identifier(String roomId) {
        return new JsonObject().put("channel", "RoomsChannel").put("room_id", roomId);
    }

    /** The subscription's identifier, as this client spells it. */
    String identifier() {
        return identifier;
    }

    /** Asks for a place in the room. */
    void subscribe() {
        command("subscribe");
    }

    /** Gives the place up. */
    void leave() {
        command("unsubscribe");
    }

    /** Sends an action, given as JSON. */
    void act(String data) {
        say(new JsonObject().put("command", "message").put("identifier", identifier).put("data", data).encode());
    }

    /** Sends a signal, given as JSON. */
    void signal(String data) {
        act("{\"action\":\"send_signal\",\"data\":" + data + "}");
    }

    /** Sends a text, whatever it is; waits until it is on its way, or the socket is closed. */
    void say(String text) {
        sent(socket.writeTextMessage(text));
    }

    /** Sends a binary message. */
    void sayBytes(byte[] bytes) {
        sent(socket.writeBinaryMessage(Buffer.buffer(bytes)));
    }

    /** Sends the end of a message that has no beginning. */
    void saysNoFrame() {
        sent(socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x"), true)));
    }

    /** Waits for the next frame of this type, or the next message of the channel of this type. */
    JsonObject await(String type) {
        try {
            return Objects.requireNonNull(ofType(type).poll(PATIENCE_SECONDS, TimeUnit.SECONDS),
                () -> "no " + type + " came, but " + heard);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was stopped", stopped);
        }
    }

    /** How many of this type have come that nobody waited for. */
    int waiting(String type) {
        return ofType(type).size();
    }

    /** The code with which the server closed, when it has. */
    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Closes the socket without giving the place up. */
    void vanish() {
        sent(socket.close());
    }

    private void command(String command) {
        say(new JsonObject().put("command", command).put("identifier", identifier).encode());
    }

    private void hear(JsonObject frame) {
        var said = frame.getValue("message") instanceof JsonObject message ? message : frame;
        ofType(said.getString("type")).add(said);
    }

    private BlockingQueue<JsonObject> ofType(String type) {
        return heard.computeIfAbsent(type, first -> new LinkedBlockingQueue<>());
    }

    private static void sent(Future<Void> written) {
        // A socket that the server closes in the middle of it is what some tests are about.
        Patience.await(written.otherwiseEmpty());
    }
}
