package io.nullroom.peer;

import static io.nullroom.peer.Vectors.bytes;
import static io.nullroom.peer.Vectors.objects;
import static io.nullroom.peer.Vectors.refused;
import static io.nullroom.peer.Vectors.same;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every known answer about keys and the agreement (K, A), and every input that must be refused there. */
final class SessionVectorsTest {
    private static final JsonObject KEYS = Vectors.file("keys");
    private static final JsonObject AGREEMENT = Vectors.file("agreement");

    @Test
    void aFragmentHoldsTheLinkKey() {
        same(KEYS.getString("link"), Layout.unb64(KEYS.getString("fragment").substring(2)).orElseThrow());
        assertEquals(KEYS.getString("fragment"), LinkKey.of(KEYS.getString("fragment")).fragment());
    }

    @Test
    void aFragmentThatIsCutMisspeltOrOfAnotherDialectIsRefused() {
        KEYS.getJsonArray("refusedFragments").forEach(fragment ->
            refused("bad_link", () -> LinkKey.of((String) fragment), "[" + fragment + "]"));
    }

    @Test
    void signalKeysAndAuthFollowFromTheLink() {
        for (var known : objects(KEYS, "signalKeys")) {
            same(known.getString("key"), Vectors.link().signalKey(Vectors.room(),
                Role.valueOf(known.getString("role").toUpperCase(Locale.ROOT)), bytes(known, "sender")));
        }
        same(KEYS.getString("auth"), Vectors.link().auth(Vectors.room()));
    }

    @Test
    void bothSidesSayTheKnownSignalsAndAgreeOnTheKnownKeys() {
        for (var known : objects(AGREEMENT, "cases")) {
            var pair = KnownPair.of(known);
            var signals = known.getJsonObject("signals");
            var offer = pair.initiator().offer(signals.getJsonObject("offer").getString("sdp"));
            assertEquals(signals.getJsonObject("offer"), offer);
            assertEquals(List.of(), pair.responder().take(offer));
            var answer = pair.responder().answer(signals.getJsonObject("answer").getString("sdp"));
            assertEquals(signals.getJsonObject("answer"), answer);
            var reveal = pair.initiator().take(answer);
            assertEquals(List.of(signals.getJsonObject("reveal")), reveal);
            var encap = pair.responder().take(reveal.get(0));
            assertEquals(List.of(signals.getJsonObject("encap")), encap);
            pair.initiator().take(encap.get(0));
            assertEquals(Initiator.State.AGREED, pair.initiator().state());
            assertEquals(Responder.State.ENCAPSULATED, pair.responder().state());
            areKnown(known, pair.initiator().release().orElseThrow());
            areKnown(known, pair.responder().release().orElseThrow());
        }
    }

    @Test
    void everyStepOfTheKeyScheduleIsKnown() {
        for (var known : objects(AGREEMENT, "cases")) {
            var secrets = known.getJsonObject("secrets");
            var signals = known.getJsonObject("signals");
            var ciphertext = Layout.unb64(signals.getJsonObject("encap").getString("ct")).orElseThrow();
            var x = new X25519(bytes(secrets, "xA")).secretWith(new X25519(bytes(secrets, "xB")).share()).orElseThrow();
            var m = new MlKem(bytes(secrets, "seedA")).decapsulate(ciphertext);
            same(known.getString("x25519Secret"), x);
            same(known.getString("mlKemSecret"), m);
            same(known.getString("master"), SessionKeys.master(Vectors.link().auth(Vectors.room()),
                bytes(known, "transcript"), new SessionKeys.Secrets(x, m, ciphertext)));
            var sides = known.getJsonObject("fingerprints");
            assertEquals(sides.getString("initiator"), Fingerprints.of(sdp(signals, "offer")));
            assertEquals(sides.getString("responder"), Fingerprints.of(sdp(signals, "answer")));
        }
    }

    @Test
    void everyWrongConfirmationIsRefused() {
        for (var known : objects(AGREEMENT, "cases")) {
            var keys = new SessionKeys(bytes(known, "master"), bytes(known, "transcript"));
            for (var wrong : objects(known, "refusedConfirmations")) {
                refused(wrong.getString("refusal"), () -> keys.check(Role.INITIATOR, bytes(wrong, "message")),
                    wrong.getString("name"));
            }
        }
    }

    @Test
    void theSafetyCodeOfATranscriptIsKnown() {
        for (var known : objects(Vectors.file("safety-code"), "codes")) {
            assertEquals(known.getJsonArray("words").getList(), SafetyCode.words(bytes(known, "transcript")));
        }
    }

    private static void areKnown(JsonObject known, SessionKeys keys) {
        same(known.getString("transcript"), keys.transcript());
        assertEquals(known.getJsonArray("safetyCode").getList(), SafetyCode.words(keys.transcript()));
        for (var role : Role.values()) {
            Map<String, byte[]> derived = new HashMap<>();
            derived.put("confirmationKeys", keys.confirmationKey(role));
            derived.put("textChains", keys.texts(role));
            derived.put("fileChains", keys.files(role));
            derived.put("confirmations", keys.confirmation(role));
            derived.forEach((name, bytes) -> same(known.getJsonObject(name).getString(role.word()), bytes));
        }
    }

    private static String sdp(JsonObject signals, String type) {
        return signals.getJsonObject(type).getString("sdp");
    }
}
