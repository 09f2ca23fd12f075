package io.nullroom.peer;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** One participant's cable to the server (docs/protocol.md, C and R). */
final class Cable {
    private final WebSocket socket;
    private final String identifier;

    private Cable(WebSocket socket, String room) {
        this.socket = socket;
        identifier = new JsonObject().put("channel", "RoomsChannel").put("room_id", room).encode();
    }

    /** Subscribes to a room; {@code messages} gets what the server has for it. The client has to be kept. */
    static Future<Cable> to(WebSocketClient client, int port, String room, Consumer<JsonObject> messages) {
        return client.connect(new WebSocketConnectOptions().setHost("localhost").setPort(port)
            .setURI("/cable").setSubProtocols(List.of("actioncable-v1-json"))).map(socket -> {
                var cable = new Cable(socket, room);
                socket.textMessageHandler(text -> cable.take(new JsonObject(text), messages));
                cable.command("subscribe", new JsonObject());
                return cable;
            });
    }

    /** Sends the other one a signal. */
    void signal(JsonObject data) {
        command("message", new JsonObject().put("data",
            new JsonObject().put("action", "send_signal").put("data", data).encode()));
    }

    /** Gives the place up. */
    Future<Void> leave() {
        command("unsubscribe", new JsonObject());
        return socket.close();
    }

    private void command(String command, JsonObject members) {
        socket.writeTextMessage(members.put("command", command).put("identifier", identifier).encode());
    }

    private void take(JsonObject said, Consumer<JsonObject> messages) {
        if (said.getValue("message") instanceof JsonObject message && identifier.equals(said.getString("identifier"))) {
            messages.accept(message);
        } else if ("reject_subscription".equals(said.getString("type"))) {
            throw new Refused(Reason.FULL_OR_GONE, "the server turned this client away");
        }
    }
}
