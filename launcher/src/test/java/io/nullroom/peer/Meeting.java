package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Two people of a test who agree on keys without a network, from a seed. */
final class Meeting {
    static final String ROOM = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    static final String INITIATOR_SDP = sdp("AB:CD:EF");
    static final String RESPONDER_SDP = sdp("01:23:45");

    final LinkKey link;
    final Initiator initiator;
    final Responder responder;

    /** With all randomness from this seed. */
    Meeting(long seed) {
        var entropy = seeded(seed);
        link = LinkKey.fresh(entropy);
        initiator = new Initiator(link, ROOM, entropy);
        responder = new Responder(link, ROOM, entropy);
    }

    /** Bytes that follow from a seed: for tests that can be run again. */
    static Entropy seeded(long seed) {
        var count = new long[1];
        return length -> Hkdf.expand(Hkdf.extract(Layout.u64(seed), Layout.u64(count[0]++)), new byte[0], length);
    }

    /** A description with that fingerprint. */
    static String sdp(String fingerprint) {
        return "v=0\r\na=fingerprint:sha-256 " + fingerprint + "\r\n";
    }

    /** The four signals of an agreement that nobody disturbs, after which both have keys. */
    List<JsonObject> signals() {
        var offer = initiator.offer(INITIATOR_SDP);
        responder.take(offer);
        var answer = responder.answer(RESPONDER_SDP);
        var reveal = initiator.take(answer).get(0);
        var encap = responder.take(reveal).get(0);
        initiator.take(encap);
        return List.of(offer, answer, reveal, encap);
    }

    /** The keys that both have. */
    SessionKeys keys() {
        signals();
        return initiator.release().orElseThrow();
    }
}
