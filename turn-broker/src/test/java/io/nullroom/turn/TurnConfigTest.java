package io.nullroom.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may write, and what is refused with the sentence that mends it. */
class TurnConfigTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void withoutSettingsThereIsNoServer() {
        var config = TurnConfig.from(environment(Map.of()));
        assertEquals("none", config.provider());
        assertEquals(List.of(), config.setup().open(VERTX).issue(1).result());
    }

    @Test
    void staticServersComeOutAsTheyWereWritten() {
        assertEquals(
            List.of(
                new IceServer(List.of("stun:stun.example.org"), Optional.empty(), Optional.empty()),
                new IceServer(List.of("turn:[2001:db8::1]:3478?transport=udp", "turns:turn.example.org:443"),
                    Optional.of("ann"), Optional.of("canary"))),
            servers("""
                [{"urls": "stun:stun.example.org"},
                 {"urls": ["turn:[2001:db8::1]:3478?transport=udp", "turns:turn.example.org:443"],
                  "username": "ann", "credential": "canary"}]"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "canary",
        "[]",
        "{}",
        "null",
        "[{\"urls\":\"stun:a\"}] canary",
        "[\"stun:canary\"]",
        "[{}]",
        "[{\"urls\":[]}]",
        "[{\"urls\":[7]}]",
        "[{\"urls\":\"http://canary.example\"}]",
        "[{\"urls\":\"stun://canary.example\"}]",
        "[{\"urls\":\"stun:canary.example?transport=udp\"}]",
        "[{\"urls\":\"stun:canary.example:65536\"}]",
        "[{\"urls\":\"turn:canary.example\"}]",
        "[{\"urls\":\"turn:a?transport=sctp\",\"username\":\"u\",\"credential\":\"canary\"}]",
        "[{\"urls\":\"turn:a\",\"credential\":\"canary\"}]",
        "[{\"urls\":\"turn:a\",\"username\":\"u\",\"credential\":7}]",
        "[{\"urls\":\"turn:a\",\"username\":\"\",\"credential\":\"canary\"}]",
        "[{\"urls\":\"turn:a\",\"username\":\"u\",\"credential\":\"x\",\"credential\":\"canary\"}]",
        "[{\"urls\":\"turn:a\",\"username\":\"u\",\"credential\":\"canary\",\"canary\":true}]"
    })
    void aListThatBrowsersWouldChokeOnIsRefusedWithoutBeingShown(String list) {
        var refusal = assertThrows(SettingException.class, () -> servers(list));
        assertTrue(refusal.getMessage().startsWith("NULLROOM_ICE_SERVERS"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("canary"), refusal.getMessage());
    }

    @Test
    void staticWithoutTheListIsHalfASetting() {
        assertRefused("NULLROOM_TURN_PROVIDER=static needs NULLROOM_ICE_SERVERS, a JSON array such as "
            + "[{\"urls\":\"stun:stun.example.org\"}].", Map.of("NULLROOM_TURN_PROVIDER", "static"));
    }

    @Test
    void theListWithoutStaticIsHalfASetting() {
        assertRefused("NULLROOM_ICE_SERVERS is set, but NULLROOM_TURN_PROVIDER is none, which has no use for it: "
            + "choose static or unset it.", Map.of("NULLROOM_ICE_SERVERS", "[{\"urls\":\"stun:a\"}]"));
    }

    @Test
    void anUnknownProviderIsAnsweredWithTheKnownOnes() {
        assertRefused("NULLROOM_TURN_PROVIDER must be one of broken, cloudflare, coturn, none, silent, static, twilio.",
            Map.of("NULLROOM_TURN_PROVIDER", "canary"));
    }

    @Test
    void theSettingsOfEveryProviderAreListed() {
        var names = TurnConfig.SETTINGS.stream().map(Setting::name).toList();
        assertEquals(List.copyOf(new TreeSet<>(names)), names.stream().sorted().toList(), "each once");
        assertTrue(names.containsAll(List.of("NULLROOM_TURN_PROVIDER", "NULLROOM_ICE_SERVERS", "NULLROOM_TURN_URIS",
            "NULLROOM_TURN_SECRET_FILE", "NULLROOM_CLOUDFLARE_TURN_KEY_ID", "NULLROOM_TWILIO_ACCOUNT_SID")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "coturn !! NULLROOM_TURN_PROVIDER=coturn needs NULLROOM_TURN_URIS, such as "
            + "turn:turn.example.org:3478,turns:turn.example.org:443?transport=tcp.",
        "coturn ! NULLROOM_TURN_URIS=turn:a ! NULLROOM_TURN_PROVIDER=coturn needs NULLROOM_TURN_SECRET or "
            + "NULLROOM_TURN_SECRET_FILE, the static-auth-secret of the TURN server.",
        "coturn ! NULLROOM_TURN_URIS=stun:a ! NULLROOM_TURN_URIS needs at least one turn: or turns: URL.",
        "coturn ! NULLROOM_TURN_URIS=turn:a,canary ! NULLROOM_TURN_URIS has something that is no URL of a TURN "
            + "server: turn:host[:port][?transport=udp|tcp] or turns:host[:port], by commas.",
        "coturn ! NULLROOM_TURN_URIS=turn:a NULLROOM_TURN_SECRET=canary ! NULLROOM_TURN_SECRET must have at least 20 "
            + "characters; openssl rand -hex 32 makes a good one.",
        "coturn ! NULLROOM_TURN_URIS=turn:a NULLROOM_TURN_SECRET=canary NULLROOM_TURN_SECRET_FILE=/canary "
            + "! Set either NULLROOM_TURN_SECRET or NULLROOM_TURN_SECRET_FILE, not both.",
        "coturn ! NULLROOM_TURN_URIS=turn:a NULLROOM_TURN_SECRET_FILE=/canary "
            + "! NULLROOM_TURN_SECRET_FILE names a file that cannot be read.",
        "coturn ! NULLROOM_TURN_URIS=turn:a NULLROOM_TURN_SECRET_FILE=/dev/null "
            + "! NULLROOM_TURN_SECRET_FILE names a file with nothing in it.",
        "none ! NULLROOM_TURN_URIS=turn:a ! NULLROOM_TURN_URIS is set, but NULLROOM_TURN_PROVIDER is none, which has "
            + "no use for it: choose coturn or unset it.",
        "coturn ! NULLROOM_TURN_API_URL=https://a ! NULLROOM_TURN_API_URL is set, but NULLROOM_TURN_PROVIDER is "
            + "coturn, which has no use for it: choose cloudflare or twilio or unset it.",
        "cloudflare ! NULLROOM_CLOUDFLARE_TURN_KEY_ID=canary ! NULLROOM_TURN_PROVIDER=cloudflare needs "
            + "NULLROOM_CLOUDFLARE_TURN_KEY_ID and NULLROOM_CLOUDFLARE_TURN_API_TOKEN or "
            + "NULLROOM_CLOUDFLARE_TURN_API_TOKEN_FILE, as the dashboard shows them for a TURN key.",
        "cloudflare ! NULLROOM_CLOUDFLARE_TURN_KEY_ID=../canary NULLROOM_CLOUDFLARE_TURN_API_TOKEN=canary "
            + "! NULLROOM_CLOUDFLARE_TURN_KEY_ID must be letters, digits, - and _ only.",
        "cloudflare ! NULLROOM_CLOUDFLARE_TURN_KEY_ID=a NULLROOM_CLOUDFLARE_TURN_API_TOKEN=canäry "
            + "! NULLROOM_CLOUDFLARE_TURN_API_TOKEN must be letters, digits and signs, without a space.",
        "cloudflare ! NULLROOM_CLOUDFLARE_TURN_KEY_ID=a NULLROOM_CLOUDFLARE_TURN_API_TOKEN=b "
            + "NULLROOM_TURN_API_URL=http://canary.example ! NULLROOM_TURN_API_URL must be an https URL such as "
            + "https://turn-api.example.org, without a slash at its end; plain http is for localhost alone.",
        "twilio ! NULLROOM_TWILIO_AUTH_TOKEN=canary ! NULLROOM_TURN_PROVIDER=twilio needs NULLROOM_TWILIO_ACCOUNT_SID "
            + "and NULLROOM_TWILIO_AUTH_TOKEN or NULLROOM_TWILIO_AUTH_TOKEN_FILE, as the console shows them.",
        "twilio ! NULLROOM_TWILIO_ACCOUNT_SID=canary NULLROOM_TWILIO_AUTH_TOKEN=canary "
            + "! NULLROOM_TWILIO_ACCOUNT_SID must be AC and 32 hex digits."})
    void halfASettingIsRefusedWithTheSentenceThatMendsIt(String provider, String others, String sentence) {
        var variables = Stream.of(Optional.ofNullable(others).orElse("").split(" ")).filter(each -> !each.isEmpty())
            .map(each -> each.split("=", 2)).collect(Collectors.toMap(each -> each[0], each -> each[1]));
        variables.put("NULLROOM_TURN_PROVIDER", provider);
        assertRefused(sentence, variables);
    }

    @Test
    void whatEverybodyGetsAlikeIsNotCounted() {
        assertEquals(Optional.empty(), TurnConfig.from(environment(Map.of())).mostPerMinute());
        assertEquals(Optional.of(7L), TurnConfig.from(environment(Map.of("NULLROOM_TURN_PROVIDER", "broken",
            "NULLROOM_TURN_CREDENTIALS_PER_MINUTE", "7"))).mostPerMinute());
    }

    @Test
    void printingTheConfigurationShowsNoCredential() {
        var config = staticConfig("[{\"urls\":\"turn:a\",\"username\":\"canary\",\"credential\":\"canary\"}]");
        assertEquals("TurnConfig[provider=static]", config.toString());
    }

    private static List<IceServer> servers(String list) {
        return staticConfig(list).setup().open(VERTX).issue(960).result();
    }

    private static TurnConfig staticConfig(String list) {
        return TurnConfig.from(environment(Map.of("NULLROOM_TURN_PROVIDER", "static", "NULLROOM_ICE_SERVERS", list)));
    }

    private static void assertRefused(String sentence, Map<String, String> variables) {
        var refusal = assertThrows(SettingException.class, () -> TurnConfig.from(environment(variables)));
        assertEquals(sentence, refusal.getMessage());
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(variables);
    }
}
