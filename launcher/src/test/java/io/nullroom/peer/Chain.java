package io.nullroom.peer;

/** Keys that move on: from the present one no earlier one can be found (F2, K6). */
final class Chain {
    private byte[] key;

    /** From its first chain key. */
    Chain(byte[] first) {
        key = first.clone();
    }

    /** The key of the next text frame. */
    byte[] frameKey() {
        return step(Hkdf.NO_SALT, "nullroom/2 frame");
    }

    /** The key of the next transfer that is offered; {@code id} are its 16 bytes. */
    byte[] fileKey(byte[] id) {
        return step(id, "nullroom/2 file");
    }

    /** For the vectors alone. */
    byte[] chainKey() {
        return key.clone();
    }

    private byte[] step(byte[] salt, String purpose) {
        var taken = Hkdf.derive(key, salt, Layout.utf8(purpose));
        key = Hkdf.derive(key, salt, Layout.utf8("nullroom/2 next"));
        return taken;
    }
}
