package io.nullroom.peer;

import static io.nullroom.peer.Vectors.bytes;

import io.vertx.core.json.JsonObject;

/**
 * Two people whose randomness is that of a known answer.
 *
 * @param initiator the one
 * @param responder the other
 */
record KnownPair(Initiator initiator, Responder responder) {
    /** Of one case of the vectors. */
    static KnownPair of(JsonObject known) {
        var secrets = known.getJsonObject("secrets");
        return new KnownPair(
            new Initiator(Vectors.link(), Vectors.room(), Vectors.scripted(
                bytes(secrets, "xA"), bytes(secrets, "seedA"), bytes(secrets, "nA"))),
            new Responder(Vectors.link(), Vectors.room(), Vectors.scripted(
                bytes(secrets, "xB"), bytes(secrets, "nB"), bytes(secrets, "messageB"))));
    }

    /** One side takes a signal; its own descriptions are ready as soon as A8 lets it send them. */
    void takes(boolean byInitiator, JsonObject signal, String mine) {
        if (byInitiator) {
            while (initiator.round() < Math.max(1, signal.getInteger("round", 1))) {
                initiator.offer(mine);
            }
            initiator.take(signal);
        } else {
            responder.take(signal);
            if (signal.getString("type").equals("offer")) {
                responder.answer(mine);
            }
        }
    }
}
