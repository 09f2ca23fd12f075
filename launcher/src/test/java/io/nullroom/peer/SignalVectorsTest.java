package io.nullroom.peer;

import static io.nullroom.peer.Vectors.bytes;
import static io.nullroom.peer.Vectors.objects;
import static io.nullroom.peer.Vectors.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every known answer about sealed signals (G), and every one that must be refused or passed over. */
final class SignalVectorsTest {
    private static final JsonObject SIGNALS = Vectors.file("signals");
    private static final SignalWriter.Place PLACE = new SignalWriter.Place(Vectors.room(), Role.INITIATOR);

    @Test
    void signalsAreSealedAsKnown() {
        assertEquals(Role.INITIATOR.word(), SIGNALS.getString("role"));
        var writer = new SignalWriter(Vectors.link(), PLACE, Vectors.scripted(bytes(SIGNALS, "sender")));
        for (var known : objects(SIGNALS, "sealed")) {
            assertEquals(known.getJsonObject("envelope"), writer.seal(known.getString("text")));
        }
    }

    @Test
    void knownSignalsOpenInTheirOrder() {
        var reader = reader();
        for (var known : objects(SIGNALS, "sealed")) {
            assertEquals(Optional.of(known.getString("text")), opened(reader, known.getValue("envelope")));
        }
    }

    @Test
    void everyWrongSignalIsRefusedWithTheReasonOfItsTime() {
        for (var wrong : objects(SIGNALS, "refused")) {
            var envelope = wrong.getValue("envelope");
            var name = wrong.getString("name");
            if (wrong.getString("asFirst").equals("opens")) {
                assertTrue(reader().open(envelope).isPresent(), name);
            } else {
                refused(wrong.getString("asFirst"), () -> reader().open(envelope), name);
            }
            var later = reader();
            later.open(objects(SIGNALS, "sealed").get(0).getValue("envelope"));
            refused(wrong.getString("later"), () -> later.open(envelope), name);
        }
    }

    @Test
    void noWrongSignalEndsATalkThatStands() {
        for (var wrong : objects(SIGNALS, "refused")) {
            var reader = reader();
            reader.open(objects(SIGNALS, "sealed").get(0).getValue("envelope"));
            reader.confirmed();
            assertEquals(Optional.empty(), opened(reader, wrong.getValue("envelope")), wrong.getString("name"));
        }
    }

    @Test
    void whatWasOpenedOnceIsPassedOver() {
        for (var known : objects(SIGNALS, "passedOver")) {
            var reader = reader();
            objects(known, "opened").forEach(before -> assertTrue(reader.open(before).isPresent()));
            assertEquals(Optional.empty(), opened(reader, known.getValue("envelope")));
        }
    }

    private static SignalReader reader() {
        return new SignalReader(Vectors.link(), PLACE);
    }

    private static Optional<String> opened(SignalReader reader, Object envelope) {
        return reader.open(envelope).flatMap(Layout::text);
    }
}
