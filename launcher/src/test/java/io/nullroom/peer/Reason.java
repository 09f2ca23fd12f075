package io.nullroom.peer;

import java.util.Locale;

/** Why a session ended (E, the table). */
enum Reason {
    WRONG_KEY, BAD_LINK, FULL_OR_GONE, SERVER, BROKEN, NO_CONNECTION;

    /** The word of the document. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
