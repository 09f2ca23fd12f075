package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.RoomId;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may say on the cable, and what is refused. */
class CommandParserTest {
    private static final RoomId ROOM = RoomId.random();
    private static final String IDENTIFIER =
        "{\"channel\":\"RoomsChannel\",\"room_id\":\"" + ROOM.value() + "\"}";

    @Test
    void aSubscribeNamesItsRoom() {
        var command = (ClientCommand.Subscribe) CommandParser.parse(frame("subscribe", IDENTIFIER).encode());
        assertEquals(ROOM, command.room().orElseThrow());
        assertEquals(IDENTIFIER, command.identifier());
        assertTrue(command.resume().isEmpty());
    }

    @Test
    void theIdentifierMayHaveMoreMembersInAnyOrder() {
        var spelled = "{ \"more\":[1,{\"x\":null}], \"room_id\" : \"" + ROOM.value()
            + "\",\"resume\":\"0123456789012345678901\",\n\"channel\":\"RoomsChannel\"}";
        var command = (ClientCommand.Subscribe) CommandParser.parse(frame("subscribe", spelled).encode());
        assertEquals(ROOM, command.room().orElseThrow());
        assertTrue(command.resume().isPresent());
        assertEquals(spelled, command.identifier());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "-1.50e+7", "\"a \\u0000 \\ud83d\\ude00 \\\" text\"", "[]", "{}",
        "[1, 2,{\"a\" :[ ]}]", "{\"type\":\"offer\",\"sdp\":{\"sdp\":\"v=0\\r\\n\"}}", "  {\"spaced\" : 1 } "})
    void aSignalIsPassedOnAsItWasWritten(String json) {
        for (var data : new String[] {
            "{\"action\":\"send_signal\",\"data\":" + json + "}",
            "{\"data\":" + json + ",\"action\":\"send_signal\",\"other\":{\"data\":2}}"}) {
            var command = CommandParser.parse(frame("message", IDENTIFIER).put("data", data).encode());
            assertEquals(new ClientCommand.SendSignal(IDENTIFIER, json.strip()), command);
        }
    }

    @Test
    void aSignalOfAnyLengthIsPassedOnWhole() {
        var random = new Random(7);
        for (int length = 1; length < 60_000; length = length * 3 + random.nextInt(50)) {
            var json = "\"" + "aé€\\n".repeat(length / 5 + 1) + "\"";
            var data = "{\"data\":" + json + ",\"action\":\"send_signal\"}";
            assertEquals(new ClientCommand.SendSignal(IDENTIFIER, json),
                CommandParser.parse(frame("message", IDENTIFIER).put("data", data).encode()));
        }
    }

    @Test
    void absentDataCountsAsNull() {
        assertEquals(new ClientCommand.SendSignal(IDENTIFIER, "null"), CommandParser.parse(
            frame("message", IDENTIFIER).put("data", "{\"action\":\"send_signal\"}").encode()));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "16777216,16777216", "-1,-1", "-99999999999999999999,-1",
        "99999999999999999999,9223372036854775807"})
    void aFileTransferHasASize(String written, long size) {
        var data = "{\"action\":\"initiate_file_transfer\","
            + "\"metadata\":{\"file_name\":\"x\",\"file_size\":" + written + "}}";
        assertEquals(new ClientCommand.InitiateFileTransfer(IDENTIFIER, size),
            CommandParser.parse(frame("message", IDENTIFIER).put("data", data).encode()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "7", "\"subscribe\"", "{", "{}", "{\"command\":\"subscribe\"}",
        "{\"command\":7,\"identifier\":\"{}\"}", "{\"identifier\":\"{}\"}",
        "{\"command\":\"subscribe\",\"identifier\":{}}",
        "{\"command\":\"subscribe\",\"identifier\":\"{}\"} {}", "{\"command\":\"subscribe\",\"identifier\":\"{}\"",
        "{\"command\":\"message\",\"identifier\":\"{}\"}",
        "{\"command\":\"message\",\"identifier\":\"{}\",\"data\":{}}",
        "{\"command\":\"message\",\"identifier\":\"{}\",\"data\":\"{\"}",
        "{\"command\":\"message\",\"identifier\":\"{}\",\"data\":\"[]\"}", "{command:'subscribe'}", "\u0000"})
    void whatIsNotTheProtocolIsAnInvalidMessage(String text) {
        assertRefused(Failure.INVALID_MESSAGE, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"channel\":\"ChatChannel\",\"room_id\":\"1\"}", "{\"channel\":7}",
        "{\"channel\":\"RoomsChannel\",\"resume\":\"short\"}", "{\"channel\":\"RoomsChannel\",\"resume\":7}"})
    void anIdentifierOfAnotherKindIsInvalid(String identifier) {
        assertRefused(Failure.INVALID_IDENTIFIER, frame("subscribe", identifier).encode());
    }

    @Test
    void anEndlessIdentifierIsInvalid() {
        assertRefused(Failure.INVALID_IDENTIFIER, frame("subscribe", "x".repeat(1025)).encode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "3F2504E0-4F89-41D3-9A0C-0305E82C3301"})
    void aRoomThatCannotBeIsNoRoom(String room) {
        var identifier = new JsonObject().put("channel", "RoomsChannel").put("room_id", room).encode();
        var command = (ClientCommand.Subscribe) CommandParser.parse(frame("subscribe", identifier).encode());
        assertTrue(command.room().isEmpty());
    }

    @Test
    void unknownCommandsAndActionsHaveNamesOfTheirOwn() {
        assertRefused(Failure.UNKNOWN_COMMAND, frame("shout", IDENTIFIER).encode());
        assertRefused(Failure.UNKNOWN_ACTION, frame("message", IDENTIFIER).put("data", "{\"action\":\"x\"}").encode());
        assertRefused(Failure.UNKNOWN_ACTION, frame("message", IDENTIFIER).put("data", "{}").encode());
    }

    @Test
    void deepNestingIsRefusedBeforeItCosts() {
        var deep = "[".repeat(20_000) + "]".repeat(20_000);
        assertRefused(Failure.INVALID_MESSAGE, frame("message", IDENTIFIER)
            .put("data", "{\"action\":\"send_signal\",\"data\":" + deep + "}").encode());
    }

    @Test
    void randomDamageNeverEscapesAsAnythingButARefusal() {
        var whole = frame("message", IDENTIFIER).put("data",
            "{\"action\":\"send_signal\",\"data\":{\"sdp\":\"v=0\\r\\n\",\"n\":[1,2.5,null]}}").encode();
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(whole);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                text.setCharAt(random.nextInt(text.length()), "\"\\{}[],:\u0000ü\ud800 1a".charAt(random.nextInt(14)));
            }
            try {
                CommandParser.parse(text.toString());
            } catch (FailureException refused) {
                assertEquals(400, refused.failure().status(), "seed " + seed);
            }
        }
    }

    private static JsonObject frame(String command, String identifier) {
        return new JsonObject().put("command", command).put("identifier", identifier);
    }

    private static void assertRefused(Failure failure, String text) {
        var refusal = assertThrows(FailureException.class, () -> CommandParser.parse(text));
        assertEquals(failure, refusal.failure());
    }
}
