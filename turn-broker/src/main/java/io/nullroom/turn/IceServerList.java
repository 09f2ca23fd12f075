package io.nullroom.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nullroom.contracts.ForgetfulJson;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.SettingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Reads {@code NULLROOM_ICE_SERVERS}: what a browser would choke on is refused here, before anybody has a room.
 *
 * <p>Refusals name the entry, never its content: it may be a credential.
 */
final class IceServerList {
    private static final ObjectMapper JSON = ForgetfulJson.mapper()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
    private static final Set<String> MEMBERS = Set.of("urls", "username", "credential");

    private IceServerList() {
    }

    static List<IceServer> parse(String text) {
        var list = read(text);
        if (!list.isArray() || list.isEmpty()) {
            throw new SettingException("NULLROOM_ICE_SERVERS must be a JSON array with at least one server in it.");
        }
        return IntStream.range(0, list.size()).mapToObj(at -> entry(at + 1, list.get(at))).toList();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            // Without the cause, whose text quotes what it choked on.
            throw new SettingException("NULLROOM_ICE_SERVERS is not valid JSON.");
        }
    }

    private static IceServer entry(int number, JsonNode entry) {
        require(entry.isObject(), number, "must be an object.");
        entry.fieldNames().forEachRemaining(name ->
            require(MEMBERS.contains(name), number, "may have urls, username and credential, and nothing else."));
        var urls = urls(number, entry.path("urls"));
        var username = text(number, entry, "username");
        var credential = text(number, entry, "credential");
        require(username.isPresent() == credential.isPresent(), number, "needs username and credential, or neither.");
        require(username.isPresent() || urls.stream().noneMatch(IceUrl::isTurn), number,
            "has a TURN URL, which needs username and credential.");
        return new IceServer(urls.stream().map(IceUrl::text).toList(), username, credential);
    }

    private static List<IceUrl> urls(int number, JsonNode urls) {
        var all = urls.isArray() ? StreamSupport.stream(urls.spliterator(), false).toList() : List.of(urls);
        var known = all.stream().filter(JsonNode::isTextual).map(JsonNode::textValue)
            .flatMap(url -> IceUrl.parse(url).stream()).toList();
        require(!all.isEmpty() && known.size() == all.size(), number,
            "needs urls: one or a list of stun:, stuns:, turn: or turns: with host[:port].");
        return known;
    }

    private static Optional<String> text(int number, JsonNode entry, String name) {
        if (!entry.has(name)) {
            return Optional.empty();
        }
        var value = entry.get(name);
        require(value.isTextual() && !value.textValue().isEmpty(), number, "has a " + name + " that is no text.");
        return Optional.of(value.textValue());
    }

    private static void require(boolean holds, int number, String sentence) {
        if (!holds) {
            throw new SettingException("NULLROOM_ICE_SERVERS: entry " + number + " " + sentence);
        }
    }
}
