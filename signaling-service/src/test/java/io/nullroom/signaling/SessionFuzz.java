package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that says whatever it likes, line by line, is served or sent away; the other one hears what it may. */
class SessionFuzz {
    private static final Set<String> HEARD = Set.of(
        "welcome", "ping", "confirm_subscription", "init", "peer_ready", "signal", "peer_left");

    static Stream<byte[]> talks() {
        var identifier = new Stage().identifier();
        var subscribe = command("subscribe").put("identifier", identifier).encode();
        var leave = command("unsubscribe").put("identifier", identifier).encode();
        var signal = command("message").put("identifier", identifier)
            .put("data", "{\"action\":\"send_signal\",\"data\":{\"n\":1}}").encode();
        var file = command("message").put("identifier", identifier)
            .put("data", "{\"action\":\"initiate_file_transfer\",\"metadata\":{\"file_size\":7}}").encode();
        return Stream.of(
            List.of(subscribe, signal, file, leave),
            List.of(subscribe, subscribe, "", signal, "", leave, signal, subscribe, signal),
            List.of(leave, subscribe, "", "", "x"))
            .map(lines -> String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("talks")
    @FuzzTest
    void whoeverBreaksTheProtocolIsSentAwayAndTheOtherOneTalksOn(byte[] said) {
        var lines = new String(said, StandardCharsets.UTF_8).split("\n", 100);
        EventLoop.isSoonFreeOf(() -> talk(lines));
    }

    private static void talk(String[] lines) {
        var stage = new Stage();
        var honest = stage.visitor();
        honest.subscribe(stage.identifier());
        var other = stage.visitor();
        for (var line : lines) {
            if (line.isEmpty()) {
                stage.passes(1000);
            } else {
                other.say(line);
            }
        }
        honest.types().forEach(type -> assertTrue(HEARD.contains(type), type));
        assertTrue(honest.wire().ended.isEmpty());
        // Each text that was sent is read, and has to be an object.
        other.types();
        other.session().lost();
        honest.signal("7");
        assertTrue(honest.wire().ended.isEmpty());
    }

    private static JsonObject command(String name) {
        return new JsonObject().put("command", name);
    }
}
