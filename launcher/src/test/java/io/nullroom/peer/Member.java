package io.nullroom.peer;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** Reads the members of what the other one wrote; whatever is not as the document says is refused as {@code broken}. */
final class Member {
    private static final long MOST_ROUNDS = 1000;

    private Member() {
    }

    /** The one object of a text. */
    static JsonObject object(byte[] text) {
        try {
            if (Json.decodeValue(Layout.text(text).orElse("")) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException wrong) {
            throw Refused.broken("no JSON in UTF-8");
        }
        throw Refused.broken("no JSON object");
    }

    /** A text. */
    static String text(JsonObject message, String name) {
        if (message.getValue(name) instanceof String text) {
            return text;
        }
        throw Refused.broken(name + " is no text");
    }

    /** Base64url of exactly that many bytes (A5). */
    static byte[] bytes(JsonObject message, String name, int length) {
        return Layout.unb64(text(message, name)).filter(bytes -> bytes.length == length)
            .orElseThrow(() -> Refused.broken(name + " is not " + length + " bytes"));
    }

    /** A whole number of at least {@code least} that a JavaScript number holds exactly. */
    static long number(JsonObject message, String name, long least) {
        var value = message.getValue(name);
        if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= least
            && ((Number) value).longValue() < 1L << 53) {
            return ((Number) value).longValue();
        }
        throw Refused.broken(name + " is no number from " + least);
    }

    /** The round of a signal (C3). */
    static long round(JsonObject signal) {
        long round = number(signal, "round", 1);
        if (round > MOST_ROUNDS) {
            throw Refused.broken("more rounds than there are");
        }
        return round;
    }

    /** True or false. */
    static boolean truth(JsonObject message, String name) {
        if (message.getValue(name) instanceof Boolean truth) {
            return truth;
        }
        throw Refused.broken(name + " is neither true nor false");
    }
}
