package io.nullroom.turn;

import com.fasterxml.jackson.databind.JsonNode;
import io.nullroom.contracts.IceServer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the list of servers in a provider's answer: what browsers cannot use is left out, what we do not know too. */
final class ProviderAnswer {

    private ProviderAnswer() {
    }

    /**
     * The servers that can be used.
     *
     * @param list an array of RTCIceServer, or one alone
     * @param wanted which of their URLs to keep
     * @return at least one TURN server; otherwise fails with {@link Refusal}
     */
    static List<IceServer> servers(JsonNode list, Predicate<IceUrl> wanted) {
        var servers = each(list).flatMap(entry -> server(entry, wanted).stream()).toList();
        if (servers.stream().noneMatch(server -> server.credential().isPresent())) {
            throw new Refusal("an answer without a TURN server");
        }
        return servers;
    }

    private static Optional<IceServer> server(JsonNode entry, Predicate<IceUrl> wanted) {
        var urls = each(entry.path("urls")).filter(JsonNode::isTextual)
            .flatMap(url -> IceUrl.parse(url.textValue()).stream()).filter(wanted).toList();
        var username = text(entry, "username");
        var credential = text(entry, "credential");
        boolean turn = urls.stream().anyMatch(IceUrl::isTurn);
        if (urls.isEmpty() || turn && (username.isEmpty() || credential.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new IceServer(urls.stream().map(IceUrl::text).toList(),
            username.filter(needed -> turn), credential.filter(needed -> turn)));
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static Optional<String> text(JsonNode entry, String name) {
        return Optional.ofNullable(entry.path(name).textValue()).filter(text -> !text.isEmpty());
    }
}
