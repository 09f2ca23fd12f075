package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads what stands in a text frame (M). */
final class Message {
    private static final int ID_BYTES = 16;
    private static final int LONGEST_TEXT = 16 * 1024;

    private Message() {
    }

    /** A text as it is sent and shown: of control characters only line feeds and tabs. */
    static String clean(String text) {
        return text.replaceAll("\r\n?", "\n").replaceAll("[\\p{Cc}&&[^\n\t]]", "");
    }

    /**
     * The message of a frame; empty where its type is none of ours.
     *
     * @throws Refused with {@code broken} when it is not well formed
     */
    static Optional<JsonObject> of(byte[] text) {
        var message = Member.object(text);
        switch (Member.text(message, "type")) {
            case "chat" -> {
                id(message);
                if (Layout.utf8(Member.text(message, "text")).length > LONGEST_TEXT) {
                    throw Refused.broken("a text that is too long");
                }
            }
            case "path" -> Member.truth(message, "relayed");
            case "bye" -> { }
            case "file-offer" -> {
                id(message);
                Member.text(message, "name");
                Member.text(message, "mime");
                Member.number(message, "size", 0);
            }
            case "file-progress" -> {
                id(message);
                Member.number(message, "bytes", 0);
            }
            case "receipt", "file-accept", "file-done" -> id(message);
            case "file-decline" -> why(message, "person", "too_large");
            case "file-cancel" -> why(message, "person", "broken");
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(message);
    }

    /** A message about the thing of that id. */
    static JsonObject about(String type, byte[] id) {
        return new JsonObject().put("type", type).put("id", Layout.b64(id));
    }

    /** The id of a message that has one. */
    static byte[] id(JsonObject message) {
        return Member.bytes(message, "id", ID_BYTES);
    }

    private static void why(JsonObject message, String... reasons) {
        id(message);
        if (!List.of(reasons).contains(Member.text(message, "why"))) {
            throw Refused.broken("a reason that there is not");
        }
    }
}
