package io.nullroom.bench;

import io.vertx.core.http.ServerWebSocket;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One socket of the floor's. Finds what it needs in a command by position, as only a floor may. */
final class FloorMember {
    private static final String IDENTIFIER = "\"identifier\":";
    private static final String DATA = ",\"data\":\"";
    private static final int ACTION = "{\"action\":\"send_signal\",\"data\":".length();
    private static final String ROOM_ID = "\\\"room_id\\\":\\\"";
    private static final int UUID_LENGTH = 36;

    private final ServerWebSocket socket;
    private final Map<String, FloorRoom> rooms;
    private final Passing passing;
    private final String connectionId = UUID.randomUUID().toString();
    private String identifier = "";
    private Optional<FloorRoom> room = Optional.empty();

    FloorMember(ServerWebSocket socket, Map<String, FloorRoom> rooms, Passing passing) {
        this.socket = socket;
        this.rooms = rooms;
        this.passing = passing;
    }

    /** Does what the client asks for. */
    void obey(String text) {
        int data = text.indexOf(DATA);
        if (data >= 0) {
            var action = unescaped(text, data + DATA.length(), text.length() - 2);
            var signal = action.substring(ACTION, action.length() - 1);
            other().ifPresent(other -> passing.pass(signal, other));
        } else if (text.startsWith("{\"command\":\"subscribe\"")) {
            join(text);
        } else {
            leave();
        }
    }

    /** Gives the place up, which ends the room. */
    void leave() {
        other().ifPresent(other -> other.tell("{\"type\":\"peer_left\",\"connection_id\":\"" + connectionId + "\"}"));
        room.ifPresent(FloorRoom::end);
        room = Optional.empty();
    }

    /** Is told a signal of the other one's, given as JSON. */
    void hear(String signal) {
        var sender = other().map(other -> other.connectionId).orElse("");
        tell("{\"type\":\"signal\",\"data\":" + signal + ",\"connection_id\":\"" + sender + "\"}");
    }

    private void join(String text) {
        identifier = text.substring(text.indexOf(IDENTIFIER) + IDENTIFIER.length(), text.length() - 1);
        int id = text.indexOf(ROOM_ID) + ROOM_ID.length();
        room = Optional.ofNullable(rooms.get(text.substring(id, id + UUID_LENGTH))).filter(found -> found.take(this));
        var type = room.isPresent() ? "confirm_subscription" : "reject_subscription";
        socket.writeTextMessage("{\"identifier\":" + identifier + ",\"type\":\"" + type + "\"}");
        if (room.isPresent()) {
            tell("{\"type\":\"init\",\"initiator\":" + other().isEmpty() + ",\"connection_id\":\"" + connectionId
                + "\",\"file_sharing\":true,\"file_size_limit\":16777216}");
            other().ifPresent(other -> other.tell("{\"type\":\"peer_ready\"}"));
        }
    }

    private void tell(String message) {
        socket.writeTextMessage("{\"identifier\":" + identifier + ",\"message\":" + message + "}");
    }

    private Optional<FloorMember> other() {
        return room.flatMap(shared -> shared.other(this));
    }

    /** The bench escapes quotes and backslashes, and has nothing else to escape. */
    private static String unescaped(String text, int start, int end) {
        var plain = new StringBuilder(end - start);
        for (int at = start; at < end; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            plain.append(text.charAt(at));
        }
        return plain.toString();
    }
}
