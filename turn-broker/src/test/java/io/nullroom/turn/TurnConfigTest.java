package io.nullroom.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may write, and what is refused with the sentence that mends it. */
class TurnConfigTest {

    @Test
    void withoutSettingsThereIsNoServer() {
        var config = TurnConfig.from(environment(Map.of()));
        assertEquals("none", config.provider());
        assertEquals(List.of(), config.issuer().issue(1).result());
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
        assertRefused("NULLROOM_TURN_PROVIDER must be one of broken, none, static.",
            Map.of("NULLROOM_TURN_PROVIDER", "canary"));
    }

    @Test
    void theSettingsOfEveryProviderAreListed() {
        assertEquals(List.of("NULLROOM_TURN_PROVIDER", "NULLROOM_ICE_SERVERS"),
            TurnConfig.SETTINGS.stream().map(Setting::name).toList());
    }

    @Test
    void printingTheConfigurationShowsNoCredential() {
        var config = staticConfig("[{\"urls\":\"turn:a\",\"username\":\"canary\",\"credential\":\"canary\"}]");
        assertEquals("TurnConfig[provider=static]", config.toString());
    }

    private static List<IceServer> servers(String list) {
        return staticConfig(list).issuer().issue(900_000).result();
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
