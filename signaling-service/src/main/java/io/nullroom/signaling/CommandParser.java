package io.nullroom.signaling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.ForgetfulJson;
import io.nullroom.contracts.ResumeDigest;
import io.nullroom.contracts.RoomId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one text message of the cable, strictly, and builds no tree of what it only passes on.
 *
 * <p>Unknown members are skipped; of a repeated one the last counts. Everything else that is not of the protocol throws
 * {@link FailureException}. Safe on any thread.
 */
final class CommandParser {
    private static final int NESTING = 64;
    private static final int IDENTIFIER_LENGTH = 1024;

    private static final JsonFactory JSON = ForgetfulJson.factory()
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(NESTING).maxNumberLength(64).maxNameLength(256).build())
        .build();

    private CommandParser() {
    }

    /** The command that {@code text} is. */
    static ClientCommand parse(String text) {
        var members = members(text);
        var command = string(members, "command");
        var identifier = string(members, "identifier");
        if (identifier.length() > IDENTIFIER_LENGTH) {
            throw new FailureException(Failure.INVALID_IDENTIFIER);
        }
        return switch (command) {
            case "subscribe" -> subscribe(identifier);
            case "unsubscribe" -> new ClientCommand.Unsubscribe(identifier);
            case "message" -> action(identifier, string(members, "data"));
            default -> throw new FailureException(Failure.UNKNOWN_COMMAND);
        };
    }

    private static ClientCommand subscribe(String identifier) {
        Map<String, Member> members;
        try {
            members = members(identifier);
        } catch (FailureException notAnObject) {
            throw new FailureException(Failure.INVALID_IDENTIFIER);
        }
        if (!optionalString(members, "channel").equals(Optional.of("RoomsChannel"))) {
            throw new FailureException(Failure.INVALID_IDENTIFIER);
        }
        var secret = optionalString(members, "resume");
        var resume = secret.flatMap(ResumeDigest::ofSecret);
        if (secret.isPresent() && resume.isEmpty() || members.containsKey("resume") && secret.isEmpty()) {
            throw new FailureException(Failure.INVALID_IDENTIFIER);
        }
        return new ClientCommand.Subscribe(
            identifier, optionalString(members, "room_id").flatMap(RoomId::parse), resume);
    }

    private static ClientCommand action(String identifier, String data) {
        var members = members(data);
        return switch (optionalString(members, "action").orElse("")) {
            case "send_signal" -> new ClientCommand.SendSignal(
                identifier, Optional.ofNullable(members.get("data")).map(Member::json).orElse("null"));
            case "initiate_file_transfer" -> new ClientCommand.InitiateFileTransfer(identifier, fileSize(members));
            default -> throw new FailureException(Failure.UNKNOWN_ACTION);
        };
    }

    private static long fileSize(Map<String, Member> action) {
        var size = Optional.ofNullable(action.get("metadata"))
            .map(metadata -> members(metadata.json()).get("file_size"))
            .filter(member -> member.token() == JsonToken.VALUE_NUMBER_INT)
            .orElseThrow(() -> new FailureException(Failure.INVALID_MESSAGE));
        try {
            return Math.max(-1, Long.parseLong(size.json()));
        } catch (NumberFormatException beyondAnyFile) {
            return size.json().startsWith("-") ? -1 : Long.MAX_VALUE;
        }
    }

    private static String string(Map<String, Member> members, String name) {
        return optionalString(members, name).orElseThrow(() -> new FailureException(Failure.INVALID_MESSAGE));
    }

    private static Optional<String> optionalString(Map<String, Member> members, String name) {
        return Optional.ofNullable(members.get(name)).flatMap(Member::string);
    }

    /** The members of the one object that {@code text} is. */
    private static Map<String, Member> members(String text) {
        // Given a string, the parser takes a buffer of 8 KB for it, which most messages do not fill.
        try (var parser = JSON.createParser(text.toCharArray())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new FailureException(Failure.INVALID_MESSAGE);
            }
            Map<String, Member> members = new HashMap<>();
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                var token = parser.nextToken();
                members.put(name, member(text, parser, token));
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new FailureException(Failure.INVALID_MESSAGE);
            }
            return members;
        } catch (IOException notJson) {
            throw new FailureException(Failure.INVALID_MESSAGE);
        }
    }

    private static Member member(String text, JsonParser parser, JsonToken token) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        var string = token == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.<String>empty();
        parser.skipChildren();
        parser.finishToken();
        return new Member(token, string, text, start, (int) parser.currentLocation().getCharOffset());
    }

    /** One value: what it begins with, its content where it is a string, and where it stands in the message. */
    private record Member(JsonToken token, Optional<String> string, String message, int start, int end) {

        /** Its text as it was sent. */
        String json() {
            return message.substring(start, end);
        }
    }
}
