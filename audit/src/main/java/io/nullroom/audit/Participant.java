package io.nullroom.audit;

import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody on the cable. */
final class Participant {
    private final WebSocket socket;
    private final String identifier;
    private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();

    /** Somebody who means to go into that room, and could come back by that secret. */
    Participant(Server server, String room, String resume) throws IOException {
        identifier = new JsonObject().put("channel", "RoomsChannel").put("room_id", room)
            .put("resume", resume).encode();
        socket = server.cable(opened -> {
            opened.textMessageHandler(text -> heard.add(new JsonObject(text)));
            opened.closeHandler(closed -> heard.add(new JsonObject().put("type", "closed")));
        });
        hears("welcome");
    }

    /** Takes a place; gives the server's name for it. */
    String enters() throws IOException {
        command("subscribe");
        return hears("init").getString("connection_id");
    }

    void leaves() throws IOException {
        command("unsubscribe");
    }

    void command(String command) throws IOException {
        says(new JsonObject().put("command", command).put("identifier", identifier).encode());
    }

    /** Sends an action. */
    void acts(JsonObject action) throws IOException {
        says(new JsonObject().put("command", "message").put("identifier", identifier)
            .put("data", action.encode()).encode());
    }

    /** Sends a signal to the other one. */
    void signals(JsonObject data) throws IOException {
        acts(new JsonObject().put("action", "send_signal").put("data", data));
    }

    /** Sends whatever it is. */
    void says(String text) throws IOException {
        Server.done(socket.writeTextMessage(text));
    }

    /** Waits for the next frame or message of that type, past all others. */
    JsonObject hears(String type) throws IOException {
        try {
            for (var frame = next(); ; frame = next()) {
                var said = frame.getValue("message") instanceof JsonObject message ? message : frame;
                if (type.equals(said.getString("type"))) {
                    return said;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    /** Closes the socket, and waits until it is closed. */
    void goes() throws IOException {
        Server.done(socket.close());
        hears("closed");
    }

    private JsonObject next() throws InterruptedException, IOException {
        var frame = heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new IOException("the server did not say what it should");
        }
        return frame;
    }
}
