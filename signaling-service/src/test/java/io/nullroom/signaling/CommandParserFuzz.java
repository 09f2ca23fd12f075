package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nullroom.contracts.FailureException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client says on the cable is a command or refused; what is passed on is one JSON value and no more. */
class CommandParserFuzz {
    private static final ObjectMapper JSON =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Stream<byte[]> commands() {
        var room = "{\"channel\":\"RoomsChannel\",\"room_id\":\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"";
        return Stream.of(
            command("subscribe", room + "}"),
            command("subscribe", room + ",\"resume\":\"0123456789012345678901\",\"x\":[1,{\"y\":null}]}"),
            command("unsubscribe", room + "}"),
            action("{\"action\":\"send_signal\",\"data\":{\"v\":2,\"n\":0,\"s\":\"\\u0041\",\"box\":\"é€😀\"}}"),
            action("{\"data\":[1.5e-7,true,\"x\"],\"action\":\"send_signal\"}"),
            action("{\"action\":\"send_signal\",\"data\": 7 }"),
            action("{\"action\":\"initiate_file_transfer\",\"metadata\":{\"file_name\":\"x\",\"file_size\":16777216}}"),
            action("{\"action\":\"initiate_file_transfer\",\"metadata\":{\"file_size\":-99999999999999999999}}"))
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("commands")
    @FuzzTest
    void whateverIsSaidIsACommandOrRefused(byte[] said) {
        var text = new String(said, StandardCharsets.UTF_8);
        EventLoop.isSoonFreeOf(() -> {
            try {
                check(CommandParser.parse(text));
            } catch (FailureException refused) {
                assertEquals(400, refused.failure().status());
            }
        });
    }

    private static void check(ClientCommand command) {
        var rejection = value(ServerMessages.rejection(ServerMessages.quoted(command.identifier())));
        assertEquals(command.identifier(), rejection.get("identifier").asText());
        if (command instanceof ClientCommand.SendSignal signal) {
            // It is put into a message of ours as it is.
            assertFalse(value(signal.data()).isMissingNode());
        }
    }

    private static JsonNode value(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException other) {
            throw new AssertionError("what is passed on is not one JSON value", other);
        }
    }

    private static String action(String data) {
        return new JsonObject().put("command", "message").put("identifier", "{}").put("data", data).encode();
    }

    private static String command(String name, String identifier) {
        return new JsonObject().put("command", name).put("identifier", identifier).encode();
    }
}
