package io.nullroom.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Twilio's API as its documents show it: what we ask, and what we take from the answer. */
class TwilioProviderTest {
    static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    static final String ANSWER = """
        {"username": "dc2d", "password": "tE2D", "ttl": "960", "account_sid": "ACaa",
         "date_created": "Fri, 01 May 2020 01:42:57 +0000", "date_updated": "Fri, 01 May 2020 01:42:57 +0000",
         "ice_servers": [
          {"url": "stun:global.stun.twilio.com:3478", "urls": "stun:global.stun.twilio.com:3478"},
          {"url": "turn:global.turn.twilio.com:3478?transport=udp", "username": "dc2d",
           "urls": "turn:global.turn.twilio.com:3478?transport=udp", "credential": "tE2D"},
          {"url": "turn:global.turn.twilio.com:443?transport=tcp", "username": "dc2d",
           "urls": "turn:global.turn.twilio.com:443?transport=tcp", "credential": "tE2D"}]}""";

    @Test
    void itIsAskedAsItsDocumentsSay() {
        try (var api = new StandIn(ANSWER)) {
            var issuer = issuer(api);
            assertEquals(List.of(
                new IceServer(List.of("stun:global.stun.twilio.com:3478"), Optional.empty(), Optional.empty()),
                turn("turn:global.turn.twilio.com:3478?transport=udp"),
                turn("turn:global.turn.twilio.com:443?transport=tcp")), StandIn.await(issuer.issue(960)));
            StandIn.await(issuer.issue(90_000));
            var headers = Map.of("Content-Type", "application/x-www-form-urlencoded",
                // printf AC0123456789abcdef0123456789abcdef:token-1 | base64
                "Authorization", "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjp0b2tlbi0x");
            var path = "/2010-04-01/Accounts/" + ACCOUNT + "/Tokens.json";
            assertEquals(List.of(new StandIn.Asked("POST", path, headers, "Ttl=960"),
                new StandIn.Asked("POST", path, headers, "Ttl=86400")), api.asked());
        }
    }

    private static IceServer turn(String url) {
        return new IceServer(List.of(url), Optional.of("dc2d"), Optional.of("tE2D"));
    }

    private static TurnProvider.Issuer issuer(StandIn api) {
        return new TwilioProvider().from(new Environment(Map.of("NULLROOM_TWILIO_ACCOUNT_SID", ACCOUNT,
            "NULLROOM_TWILIO_AUTH_TOKEN", "token-1", "NULLROOM_TURN_API_URL", api.url()))).open(api.vertx());
    }
}
