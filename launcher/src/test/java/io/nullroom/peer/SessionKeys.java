package io.nullroom.peer;

import java.security.MessageDigest;

/** What two people have agreed on: the keys of a session (K4, K5) and how each proves to have them (A9). */
final class SessionKeys {
    private static final byte[] VERSION = {2};

    private final byte[] transcript;
    private final byte[] master;

    private SessionKeys(byte[] transcript, byte[] master) {
        this.transcript = transcript;
        this.master = master;
    }

    /** From the transcript hash and the secrets (K4). */
    static SessionKeys of(byte[] auth, byte[] transcript, Secrets secrets) {
        var master = Hkdf.derive(Layout.join(secrets.x(), secrets.m()), auth,
            Layout.utf8("nullroom/2 master"), transcript, Layout.sha256(secrets.ciphertext()));
        return new SessionKeys(transcript, master);
    }

    /** T. */
    byte[] transcript() {
        return transcript.clone();
    }

    /** For the vectors alone; nothing else may see it. */
    byte[] master() {
        return master.clone();
    }

    /** What that role sends first (A9). */
    byte[] confirmation(Role writer) {
        return Layout.join(VERSION, Hkdf.hmac(key("nullroom/2 confirm ", writer),
            Layout.join(Layout.utf8("nullroom/2 confirm"), transcript)));
    }

    /**
     * Checks the other one's first message (A9).
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
        return key("nullroom/2 text ", writer);
    }

    /** First chain key of the files that role offers. */
    byte[] files(Role writer) {
        return key("nullroom/2 files ", writer);
    }

    private byte[] key(String purpose, Role writer) {
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
