package io.nullroom.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes as a signal, sealed or opened, is taken in its turn or refused for the reason of its time. */
class AgreementFuzz {
    private static final JsonObject KNOWN = Vectors.objects(Vectors.file("agreement"), "cases").get(0);
    private static final JsonObject SIGNALS = Vectors.file("signals");
    private static final SignalWriter.Place PLACE = new SignalWriter.Place(Vectors.room(), Role.INITIATOR);

    /** All known answers of the document, and more early candidates than wait. */
    static Stream<byte[]> signals() {
        var agreed =
            List.of("r" + signal("offer"), "i" + signal("answer"), "r" + signal("reveal"), "i" + signal("encap"));
        var wrong = Vectors.objects(Vectors.file("agreement"), "refused").stream()
            .map(one -> Vectors.objects(one, "signals").stream()
                .map(signal -> one.getString("by").charAt(0) + signal.encode()).toList());
        var sealed = Vectors.objects(SIGNALS, "sealed").stream().map(AgreementFuzz::sealed).toList();
        var refused = Vectors.objects(SIGNALS, "refused").stream()
            .flatMap(one -> Stream.of(List.of(sealed(one)), List.of(sealed.get(0), sealed(one))));
        var candidate = "c{\"type\":\"candidate\",\"round\":1,"
            + "\"candidate\":{\"candidate\":\"a\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}";
        var candidates = Stream.of(candidate, candidate.replace("\"0\"", "0"), candidate.replace(":0", ":null"),
            candidate.replace(":0", ":\"0\"")).map(one -> Collections.nCopies(Candidates.MOST_EARLY + 2, one));
        return Stream.of(Stream.of(agreed, sealed), wrong, refused, candidates).flatMap(each -> each)
            .map(lines -> Layout.utf8(String.join("\n", lines)));
    }

    private static String signal(String type) {
        return KNOWN.getJsonObject("signals").getJsonObject(type).encode();
    }

    private static String sealed(JsonObject vector) {
        return "s" + new JsonObject().put("envelope", vector.getValue("envelope")).encode();
    }

    /** Lines, each of which begins with who takes it; nobody takes anything after what they have refused. */
    @MethodSource("signals")
    @FuzzTest
    void whateverComesIsTakenInItsTurnOrRefused(byte[] lines) {
        var pair = KnownPair.of(KNOWN);
        var keys = new HashMap<Role, SessionKeys>();
        var reader = new Envelopes();
        var early = new Early();
        Map<Character, Consumer<JsonObject>> takers = new HashMap<>(Map.of(
            'i', signal -> initiatorTakes(pair.initiator(), signal, keys),
            'r', signal -> responderTakes(pair.responder(), signal, keys),
            's', reader::take, 'c', early::take));
        for (var line : new String(lines, StandardCharsets.UTF_8).split("\n", 100)) {
            char who = line.isEmpty() ? ' ' : line.charAt(0);
            if (takers.containsKey(who)) {
                try {
                    takers.get(who).accept(Member.object(Layout.utf8(line.substring(1))));
                } catch (Refused refused) {
                    takers.remove(who);
                    assertTrue(refused.reason() == Reason.BROKEN || who == 's' && refused.reason() == reader.reason());
                }
            }
        }
        early.described();
        whoConfirmsToEachOtherHasHeardTheSame(keys);
    }

    private static void initiatorTakes(Initiator initiator, JsonObject signal, Map<Role, SessionKeys> keys) {
        if (initiator.round() == 0 || signal.containsKey("again")) {
            initiator.offer(Meeting.INITIATOR_SDP);
        }
        var before = initiator.state();
        for (var sent : initiator.take(signal)) {
            assertEquals("reveal", sent.getString("type"));
        }
        assertTrue(initiator.state().compareTo(before) >= 0);
        initiator.release().ifPresent(released -> assertTrue(keys.put(Role.INITIATOR, released) == null, "once"));
    }

    private static void responderTakes(Responder responder, JsonObject signal, Map<Role, SessionKeys> keys) {
        var before = responder.state();
        long round = responder.round();
        for (var sent : responder.take(signal)) {
            assertEquals("encap", sent.getString("type"));
        }
        assertTrue(responder.round() >= round && responder.round() <= 1000);
        if (responder.round() > round) {
            responder.answer(Meeting.RESPONDER_SDP);
        }
        assertTrue(responder.state().compareTo(before) >= 0);
        responder.release().ifPresent(released -> assertTrue(keys.put(Role.RESPONDER, released) == null, "once"));
    }

    private static void whoConfirmsToEachOtherHasHeardTheSame(Map<Role, SessionKeys> keys) {
        if (keys.size() == 2) {
            try {
                var mine = keys.get(Role.INITIATOR);
                var theirs = keys.get(Role.RESPONDER);
                mine.check(Role.RESPONDER, theirs.confirmation(Role.RESPONDER));
                assertArrayEquals(mine.transcript(), theirs.transcript());
            } catch (Refused wrongKey) {
                assertEquals(Reason.WRONG_KEY, wrongKey.reason());
            }
        }
    }

    /** Opens what was sealed in its place, and nothing else. */
    private static final class Envelopes {
        private final SignalReader reader = new SignalReader(Vectors.link(), PLACE);
        private boolean opened;

        void take(JsonObject line) {
            reader.open(line.getValue("envelope")).ifPresent(text -> {
                opened = true;
                var envelope = line.getJsonObject("envelope");
                var sender = Layout.unb64(envelope.getString("s")).orElseThrow();
                int count = envelope.getInteger("n");
                assertEquals(envelope.getString("box"), Layout.b64(Aead.seal(
                    Vectors.link().signalKey(PLACE.room(), PLACE.role(), sender), SignalWriter.Place.nonce(count),
                    PLACE.header(count), text)));
            });
        }

        Reason reason() {
            return opened ? Reason.SERVER : Reason.WRONG_KEY;
        }
    }

    /** Candidates of a round that is described when all of them have come. */
    private static final class Early {
        private final Candidates candidates = new Candidates(this::isUsable);
        private long round;
        private int passed;

        void take(JsonObject signal) {
            candidates.take(signal);
            round = Math.max(round, Member.round(signal));
        }

        void described() {
            candidates.described(round);
            assertTrue(passed <= Candidates.MOST_EARLY, passed + " waited");
        }

        private void isUsable(Candidates.Candidate candidate) {
            passed++;
            assertTrue(!candidate.line().isEmpty() && candidate.index() >= -1);
        }
    }
}
