package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.SignalId;
import io.nullroom.contracts.Standing;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client of an instance's own port that says it is a gateway with somebody's socket: it gets nobody's place, and two
 * who talk notice nothing.
 */
class ArrivalFuzz {
    private static final Set<String> HEARD = Set.of("ping", "peer_ready", "peer_left", "signal");
    private static final Set<String> REFUSED = Set.of("welcome", "ping", "reject_subscription");
    private static final int HEAD = 2;

    static Stream<byte[]> arrivals() {
        var passage = Passage.random().secret();
        var identifier = new Stage().identifier();
        var subscribe = new JsonObject().put("command", "subscribe").put("identifier", identifier).encode();
        var signal = new JsonObject().put("command", "message").put("identifier", identifier)
            .put("data", "{\"action\":\"send_signal\",\"data\":{\"n\":1}}").encode();
        var met = Standing.WELCOMED.subscribed(1).knowing(Optional.of(ConnectionId.random()))
            .hearing(SignalId.of("a.3"));
        return Stream.of(
            List.of(passage, new Continuation(met, 2, 2, 1, true).text(), subscribe, signal, "", signal),
            List.of(passage, new Continuation(met, 2, 1, 9, false).text(), subscribe, "", "", "", signal, signal),
            List.of(passage, new Continuation(Standing.WELCOMED, 1, 0, 0, false).text(), subscribe, "", signal),
            List.of(passage, new Continuation(met.unsubscribed(5), 6, 1, 2, true).text(), signal, subscribe, signal),
            List.of(passage, "", subscribe, signal), List.of("", "", subscribe))
            .map(lines -> String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("arrivals")
    @FuzzTest
    void whoSaysItIsAGatewayGetsNobodysPlace(byte[] said) {
        var lines = new String(said, StandardCharsets.UTF_8).split("\n", 100);
        if (lines.length < HEAD) {
            return;
        }
        Arrival arrival;
        try {
            arrival = Arrival.of("gateway", headers(lines));
        } catch (IllegalArgumentException noGateway) {
            return;
        }
        EventLoop.isSoonFreeOf(() -> meets(arrival, lines));
        EventLoop.isSoonFreeOf(() -> comesThird(arrival, lines));
    }

    private static Http2Headers headers(String[] lines) {
        var headers = new DefaultHttp2Headers(false);
        if (!lines[0].isEmpty()) {
            headers.set(Passage.HEADER, lines[0]);
        }
        return lines[1].isEmpty() ? headers : headers.set(Continuation.HEADER, lines[1]);
    }

    /** There is a place for it. */
    private static void meets(Arrival arrival, String[] lines) {
        var stage = new Stage();
        var honest = stage.visitor();
        honest.subscribe(stage.identifier());
        honest.types();
        var other = stage.visitor(stage.anotherInstance(), arrival);
        says(stage, other, lines);
        honest.types().forEach(type -> assertTrue(HEARD.contains(type), type));
        // Each text that was sent is read, and has to be an object.
        other.types();
        other.session().lost();
        honest.signal("7");
        assertTrue(honest.wire().ended.isEmpty());
    }

    /** There is none. */
    private static void comesThird(Arrival arrival, String[] lines) {
        var stage = new Stage();
        var pair = stage.pair(stage.instance, stage.identifier(), stage.anotherInstance(), stage.identifier());
        var third = stage.visitor(stage.anotherInstance(), arrival);
        says(stage, third, lines);
        third.types().forEach(type -> assertTrue(REFUSED.contains(type), type));
        assertEquals(List.of(), pair.second().types());
        pair.first().says(stage.identifier(), List.of(1, 2));
        stage.passes(500);
        assertEquals(List.of(1, 2), pair.second().heard());
        assertEquals(List.of(), pair.first().types());
    }

    private static void says(Stage stage, Stage.Visitor visitor, String[] lines) {
        for (int at = HEAD; at < lines.length; at++) {
            if (lines[at].isEmpty()) {
                stage.passes(1000);
            } else {
                visitor.say(lines[at]);
            }
        }
    }
}
