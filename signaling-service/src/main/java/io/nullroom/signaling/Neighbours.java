package io.nullroom.signaling;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;

/** The other signaling instances, as this one knows them; each question fails as its message says. */
interface Neighbours {

    /** Tells a participant on the instance of that name. */
    Future<TellParticipant.Reply> tell(String instance, TellParticipant news);

    /** Takes over what is left at a former socket. */
    Future<TakeOver.Reply> takeOver(Endpoint former);

    /** Whether the instance of that name should be heard of and is not. */
    boolean misses(String instance);
}
