package io.nullroom.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.function.Executable;

/** The known answers of the document, in docs/vectors. */
final class Vectors {
    private static final JsonObject KEYS = file("keys");

    private Vectors() {
    }

    /** One of the files. */
    static JsonObject file(String name) {
        try {
            return new JsonObject(Files.readString(
                Path.of(System.getProperty("nullroom.repository"), "docs", "vectors", name + ".json")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The room of all of them. */
    static String room() {
        return KEYS.getString("room");
    }

    /** The link of all of them. */
    static LinkKey link() {
        return LinkKey.of(KEYS.getString("fragment"));
    }

    /** The objects of a list, of which there has to be one at least. */
    static List<JsonObject> objects(JsonObject vectors, String name) {
        JsonArray list = vectors.getJsonArray(name);
        assertTrue(!list.isEmpty(), name);
        return list.stream().map(JsonObject.class::cast).toList();
    }

    /** The bytes of a hexadecimal text. */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** The bytes of a hexadecimal member. */
    static byte[] bytes(JsonObject vector, String name) {
        return bytes(vector.getString(name));
    }

    /** The bytes of every hexadecimal text of a list. */
    static List<byte[]> all(JsonObject vector, String name) {
        return vector.getJsonArray(name).stream().map(hex -> bytes((String) hex)).toList();
    }

    /** That these are the bytes of a hexadecimal text. */
    static void same(String hex, byte[] bytes) {
        assertEquals(hex, HexFormat.of().formatHex(bytes));
    }

    /** That it is refused, and what the session then ends with. */
    static void refused(String reason, Executable step, String name) {
        assertEquals(reason, assertThrows(Refused.class, step, name).reason().word(), name);
    }

    /** Random bytes that are none: these, in their order and each of the length that is asked for. */
    static Entropy scripted(byte[]... parts) {
        Queue<byte[]> script = new ArrayDeque<>(List.of(parts));
        return length -> {
            var next = script.remove();
            assertEquals(length, next.length);
            return next;
        };
    }
}
