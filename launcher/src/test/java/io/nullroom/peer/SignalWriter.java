package io.nullroom.peer;

import io.vertx.core.json.JsonObject;

/** Seals the signals of one sender (G1, G2). */
final class SignalWriter {
    private static final int SENDER_BYTES = 16;

    private final Place place;
    private final byte[] sender;
    private final byte[] key;
    private int count;

    /** A new sender, of that role in that room. */
    SignalWriter(LinkKey link, Place place, Entropy entropy) {
        this.place = place;
        sender = entropy.bytes(SENDER_BYTES);
        key = link.signalKey(place.room(), place.role(), sender);
    }

    /** The next one: the {@code data} of a {@code send_signal}. */
    JsonObject seal(JsonObject signal) {
        return seal(signal.encode());
    }

    /** The next one, of a JSON text exactly as it is. */
    JsonObject seal(String json) {
        int number = count++;
        var box = Aead.seal(key, Place.nonce(number), place.header(number), Layout.utf8(json));
        return new JsonObject().put("v", 2).put("s", Layout.b64(sender)).put("n", number).put("box", Layout.b64(box));
    }

    /**
     * Where signals belong.
     *
     * @param room the room's id
     * @param role the sender's
     */
    record Place(String room, Role role) {

        /** What is authenticated with the signal of that count. */
        byte[] header(int count) {
            return Layout.utf8("nullroom/2 signal|" + room + "|" + role.word() + "|" + count);
        }

        /** The nonce of that count; the key belongs to one sender, so it is used once. */
        static byte[] nonce(int count) {
            return Layout.join(Layout.u32(0), Layout.u32(0), Layout.u32(count));
        }
    }
}
