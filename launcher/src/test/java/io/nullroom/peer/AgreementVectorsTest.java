package io.nullroom.peer;

import static io.nullroom.peer.Vectors.objects;
import static io.nullroom.peer.Vectors.refused;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Every signal of the agreement that must be refused (A). */
final class AgreementVectorsTest {
    private static final JsonObject AGREEMENT = Vectors.file("agreement");

    @Test
    void everyWrongSignalOfTheAgreementIsRefusedAtItsTime() {
        var first = objects(AGREEMENT, "cases").get(0);
        for (var wrong : objects(AGREEMENT, "refused")) {
            var pair = KnownPair.of(first);
            var byInitiator = wrong.getString("by").equals("initiator");
            var mine = first.getJsonObject("signals")
                .getJsonObject(byInitiator ? "offer" : "answer").getString("sdp");
            var signals = objects(wrong, "signals");
            signals.subList(0, signals.size() - 1).forEach(signal -> pair.takes(byInitiator, signal, mine));
            refused(wrong.getString("refusal"),
                () -> pair.takes(byInitiator, signals.get(signals.size() - 1), mine), wrong.getString("name"));
        }
    }
}
