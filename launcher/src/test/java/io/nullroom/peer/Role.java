package io.nullroom.peer;

import java.util.Locale;

/** Who was in the room first, and who was not. */
enum Role {
    INITIATOR, RESPONDER;

    /** The word that goes into keys. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one on the other side. */
    Role other() {
        return this == INITIATOR ? RESPONDER : INITIATOR;
    }
}
