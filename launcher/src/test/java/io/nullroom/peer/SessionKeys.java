package io.nullroom.peer;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** What two people have agreed on: the keys of a session (K4, K5) and how each proves to have them (A9). */
final class SessionKeys {
    private static final byte[] VERSION = {2};

    private final byte[] transcript;
    private final Map<Role, byte[]> confirmations;
    private final Map<Role, byte[]> texts;
    private final Map<Role, byte[]> files;

    /** All that follows from the master (K5), which is not kept. */
    SessionKeys(byte[] master, byte[] transcript) {
        this.transcript = transcript.clone();
        confirmations = each(role -> key(master, "nullroom/2 confirm ", role));
        texts = each(role -> key(master, "nullroom/2 text ", role));
        files = each(role -> key(master, "nullroom/2 files ", role));
    }

    /** The master key (K4). */
    static byte[] master(byte[] auth, byte[] transcript, Secrets secrets) {
        return Hkdf.derive(Layout.join(secrets.x(), secrets.m()), auth,
            Layout.utf8("nullroom/2 master"), transcript, Layout.sha256(secrets.ciphertext()));
    }

    /** T. */
    byte[] transcript() {
        return transcript.clone();
    }

    /** The key of that role's confirmation. */
    byte[] confirmationKey(Role writer) {
        return confirmations.get(writer).clone();
    }

    /** What that role sends first (A9). */
    byte[] confirmation(Role writer) {
        return Layout.join(VERSION, Hkdf.hmac(confirmations.get(writer),
            Layout.join(Layout.utf8("nullroom/2 confirm"), transcript)));
    }

    /**
     * Checks the first message of that role (A9).
     *
     * @throws Refused with {@code wrong_key}
     */
    void check(Role writer, byte[] message) {
        if (!MessageDigest.isEqual(confirmation(writer), message)) {
            throw new Refused(Reason.WRONG_KEY, "not the confirmation");
        }
    }

    /** First chain key of the texts that role writes. */
    byte[] texts(Role writer) {
        return texts.get(writer).clone();
    }

    /** First chain key of the files that role offers. */
    byte[] files(Role writer) {
        return files.get(writer).clone();
    }

    private static Map<Role, byte[]> each(Function<Role, byte[]> key) {
        var keys = new EnumMap<Role, byte[]>(Role.class);
        for (var role : Role.values()) {
            keys.put(role, key.apply(role));
        }
        return keys;
    }

    private static byte[] key(byte[] master, String purpose, Role writer) {
        return Hkdf.derive(master, Hkdf.NO_SALT, Layout.utf8(purpose + writer.word()));
    }

    /**
     * The two secrets and what carried the second.
     *
     * @param x of X25519
     * @param m of ML-KEM-768
     * @param ciphertext 1088 bytes
     */
    record Secrets(byte[] x, byte[] m, byte[] ciphertext) {
    }
}
