package io.nullroom.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cloudflare's API as its documents show it: what we ask, and what we take from the answer. */
class CloudflareProviderTest {
    static final String ANSWER = """
        {"iceServers": [
          {"urls": ["stun:stun.cloudflare.com:3478", "stun:stun.cloudflare.com:53"]},
          {"urls": ["turn:turn.cloudflare.com:3478?transport=udp", "turn:turn.cloudflare.com:53?transport=udp",
            "turn:turn.cloudflare.com:3478?transport=tcp", "turn:turn.cloudflare.com:80?transport=tcp",
            "turns:turn.cloudflare.com:5349?transport=tcp", "turns:turn.cloudflare.com:443?transport=tcp"],
           "username": "bc91", "credential": "ebd7"}]}""";
    private static final List<IceServer> SERVERS = List.of(
        new IceServer(List.of("stun:stun.cloudflare.com:3478"), Optional.empty(), Optional.empty()),
        new IceServer(List.of("turn:turn.cloudflare.com:3478?transport=udp",
            "turn:turn.cloudflare.com:3478?transport=tcp", "turns:turn.cloudflare.com:5349?transport=tcp",
            "turns:turn.cloudflare.com:443?transport=tcp"), Optional.of("bc91"), Optional.of("ebd7")));

    @Test
    void itIsAskedAsItsDocumentsSayAndPortsThatBrowsersBlockAreLeftOut() {
        try (var api = new StandIn(ANSWER)) {
            assertEquals(SERVERS, StandIn.await(issuer(api).issue(960)));
            assertEquals(List.of(new StandIn.Asked("POST", "/v1/turn/keys/key-1/credentials/generate-ice-servers",
                Map.of("Authorization", "Bearer token-1", "Content-Type", "application/json"),
                "{\"ttl\":960}")), api.asked());
        }
    }

    @Test
    void eachQuestionIsASetOfItsOwn() {
        try (var api = new StandIn(ANSWER)) {
            var issuer = issuer(api);
            StandIn.await(issuer.issue(960));
            StandIn.await(issuer.issue(30));
            assertEquals(List.of("{\"ttl\":960}", "{\"ttl\":30}"),
                api.asked().stream().map(StandIn.Asked::body).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"iceServers\":{\"urls\":[\"stun:a:53\",\"turn:a\",5,\"http://x\"],\"username\":\"u\",\"credential\":\"c\"}}",
        "{\"iceServers\":[{\"urls\":\"turn:a\",\"username\":\"u\",\"credential\":\"c\",\"new\":1},"
            + "{\"urls\":\"turn:b\"},{\"urls\":[]},{},7,null]}"
    })
    void whatBrowsersCannotUseIsLeftOut(String answer) {
        try (var api = new StandIn(answer)) {
            assertEquals(List.of(new IceServer(List.of("turn:a"), Optional.of("u"), Optional.of("c"))),
                StandIn.await(issuer(api).issue(960)));
        }
    }

    private static TurnProvider.Issuer issuer(StandIn api) {
        return new CloudflareProvider().from(new Environment(Map.of(
            "NULLROOM_CLOUDFLARE_TURN_KEY_ID", "key-1", "NULLROOM_CLOUDFLARE_TURN_API_TOKEN", "token-1",
            "NULLROOM_TURN_API_URL", api.url()))).open(api.vertx());
    }
}
