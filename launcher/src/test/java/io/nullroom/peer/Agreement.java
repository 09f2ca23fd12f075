package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** How two people come to keys, as one of them goes through it (A). */
sealed interface Agreement permits Initiator, Responder {

    /**
     * Takes a signal of the agreement; gives what is to be sent for it.
     *
     * @throws Refused with {@code broken} for anything that A8 does not let it take
     */
    List<JsonObject> take(JsonObject signal);

    /** The round of the last offer; 0 before the first. */
    long round();

    /** The keys, once. */
    Optional<SessionKeys> release();
}
