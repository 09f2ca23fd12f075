package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.Failure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever breaks the protocol gets one reason and a close; everybody else notices nothing (protocol C9, L1-L3). */
class HostileClientsAreLetGoTest {
    private static RunningServer server;
    private static CableClient first;
    private static CableClient second;
    private static int count;

    @BeforeAll
    static void anHonestPairMeets() {
        server = RunningServer.with(Map.of("NULLROOM_RATE_LIMITS", "off"));
        var room = room();
        first = CableClient.join(server.port(), room);
        second = CableClient.join(server.port(), room);
        first.await("peer_ready");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
            attack("malformed JSON", Failure.INVALID_MESSAGE, client -> client.say("{\"command\":")),
            attack("an array", Failure.INVALID_MESSAGE, client -> client.say("[]")),
            attack("an unknown command", Failure.UNKNOWN_COMMAND,
                client -> client.say("{\"command\":\"shout\",\"identifier\":\"{}\"}")),
            attack("an unknown action", Failure.UNKNOWN_ACTION, client -> client.act("{\"action\":\"destroy\"}")),
            attack("the identifier of another room", Failure.INVALID_IDENTIFIER, client -> client.say(message(room()))),
            attack("another channel", Failure.INVALID_IDENTIFIER, client -> client.say(
                "{\"command\":\"subscribe\",\"identifier\":\"{\\\"channel\\\":\\\"AdminChannel\\\"}\"}")),
            attack("a second subscription", Failure.SUBSCRIPTION_LIMIT, client -> client.say(new JsonObject()
                .put("command", "subscribe").put("identifier", client.identifier() + " ").encode())),
            attack("a binary frame", Failure.BINARY_FRAME, client -> client.sayBytes(new byte[] {1, 2, 3})),
            attack("the end of nothing", Failure.INVALID_FRAME, CableClient::saysNoFrame),
            attack("a message of 65 KiB", Failure.MESSAGE_TOO_LARGE, client -> client.say("x".repeat(65 * 1024))),
            attack("10,000 messages in a burst", Failure.RATE_LIMITED, client -> {
                for (int i = 0; i < 10_000; i++) {
                    client.signal("0");
                }
            }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void theOffenderGetsOneReasonAndEverybodyElseNoticesNothing(
            String name, Failure reason, Consumer<CableClient> attack) {
        var offender = CableClient.join(server.port(), room());
        attack.accept(offender);
        assertEquals(new JsonObject().put("type", "disconnect").put("reason", reason.code()).put("reconnect", false),
            offender.await("disconnect"));
        assertEquals(reason.closeCode(), offender.closeCode());
        assertEquals(0, offender.waiting("disconnect"));
        theHonestPairTalksOn();
    }

    @Test
    void aMessageBeyondAllReasonIsNotEvenReadToItsEnd() {
        var offender = CableClient.join(server.port(), room());
        offender.say("x".repeat(1024 * 1024));
        assertEquals(Failure.MESSAGE_TOO_LARGE.closeCode(), offender.closeCode());
        theHonestPairTalksOn();
    }

    @Test
    void aClientOfOtherSubprotocolsIsRefused() {
        assertEquals(400, RawClient.upgrade(server.port(), "Sec-WebSocket-Protocol: soap, graphql-ws\r\n").status());
        theHonestPairTalksOn();
    }

    @Test
    void aClientThatOffersNoSubprotocolIsTaken() {
        var answer = RawClient.upgrade(server.port(), "");
        assertEquals(101, answer.status());
        assertEquals(List.of(), answer.header("sec-websocket-protocol"));
        var offered = RawClient.upgrade(server.port(),
            "Sec-WebSocket-Protocol: actioncable-v1-json, actioncable-unsupported\r\n");
        assertEquals(List.of("actioncable-v1-json"), offered.header("sec-websocket-protocol"));
        assertEquals(List.of(), offered.header("sec-websocket-extensions"));
    }

    private static void theHonestPairTalksOn() {
        count++;
        first.signal("{\"n\":" + count + "}");
        assertEquals(count, second.await("signal").getJsonObject("data").getInteger("n"));
        second.signal("{\"n\":" + count + "}");
        assertEquals(count, first.await("signal").getJsonObject("data").getInteger("n"));
        assertEquals(0, first.waiting("disconnect") + second.waiting("disconnect"));
    }

    private static Arguments attack(String name, Failure reason, Consumer<CableClient> attack) {
        return Arguments.of(name, reason, attack);
    }

    private static String room() {
        return new JsonObject(server.post("/rooms").body()).getString("room_id");
    }

    private static String message(String otherRoom) {
        var identifier = new JsonObject().put("channel", "RoomsChannel").put("room_id", otherRoom);
        return new JsonObject().put("command", "message").put("identifier", identifier.encode())
            .put("data", "{\"action\":\"send_signal\",\"data\":1}").encode();
    }
}
