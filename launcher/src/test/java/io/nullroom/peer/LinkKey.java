package io.nullroom.peer;

/** What the fragment of a link holds, and what follows from it and the room (K1, K2, K4). */
final class LinkKey {
    private static final String DIALECT = "2.";
    private static final int BYTES = 32;

    private final byte[] bytes;

    private LinkKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A fresh one. */
    static LinkKey fresh(Entropy entropy) {
        return new LinkKey(entropy.bytes(BYTES));
    }

    /**
     * Of a fragment, without its {@code #} (K1).
     *
     * @throws Refused with {@code bad_link} when it is cut, misspelt or of another dialect
     */
    static LinkKey of(String fragment) {
        if (!fragment.startsWith(DIALECT)) {
            throw new Refused(Reason.BAD_LINK, "another dialect");
        }
        return Layout.unb64(fragment.substring(DIALECT.length())).filter(key -> key.length == BYTES).map(LinkKey::new)
            .orElseThrow(() -> new Refused(Reason.BAD_LINK, "not 32 bytes of canonical base64url"));
    }

    /** What stands behind the {@code #}. */
    String fragment() {
        return DIALECT + Layout.b64(bytes);
    }

    /** Key of the signals of a sender in a room (K2). */
    byte[] signalKey(String room, Role role, byte[] sender) {
        return Hkdf.derive(bytes, Layout.utf8(room),
            Layout.utf8("nullroom/2 signal " + role.word() + " "), sender);
    }

    /** What ties the master to the link (K4). */
    byte[] auth(String room) {
        return Hkdf.derive(bytes, Layout.utf8(room), Layout.utf8("nullroom/2 auth"));
    }
}
