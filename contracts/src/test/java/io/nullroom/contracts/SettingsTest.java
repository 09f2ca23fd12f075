package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How settings are read and refused. */
class SettingsTest {
    private static final Setting COUNT = new Setting("NULLROOM_COUNT", "things", "7", "How many.");
    private static final Setting SWITCH = new Setting("NULLROOM_SWITCH", "on or off", "on", "Whether.");

    @Test
    void anUnsetOrEmptyVariableHasItsFallback() {
        assertEquals(7, new Environment(Map.of()).number(COUNT, 0, 9));
        assertEquals(7, new Environment(Map.of("NULLROOM_COUNT", " ")).number(COUNT, 0, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "-1", "seven", "7.0", "99999999999999999999"})
    void aValueOutOfBoundsIsRefusedWithTheSentenceThatMendsIt(String value) {
        var environment = new Environment(Map.of("NULLROOM_COUNT", value));
        var refusal = assertThrows(SettingException.class, () -> environment.number(COUNT, 0, 9));
        assertEquals("NULLROOM_COUNT must be a whole number from 0 to 9 (things).", refusal.getMessage());
    }

    @Test
    void aSwitchIsOneOfItsTwoWords() {
        assertTrue(new Environment(Map.of()).flag(SWITCH, "on", "off"));
        assertFalse(new Environment(Map.of("NULLROOM_SWITCH", "off")).flag(SWITCH, "on", "off"));
        var refusal = assertThrows(SettingException.class,
            () -> new Environment(Map.of("NULLROOM_SWITCH", "maybe")).flag(SWITCH, "on", "off"));
        assertEquals("NULLROOM_SWITCH must be on or off.", refusal.getMessage());
    }

    @Test
    void printingNeverShowsAValue() {
        assertFalse(new Environment(Map.of("NULLROOM_SECRET", "canary")).toString().contains("canary"));
        assertFalse(new Secret("canary").toString().contains("canary"));
    }

    @ParameterizedTest
    @CsvSource({"0,0 bytes", "1023,1023 bytes", "1024,1 KB", "16777216,16 MB", "1572864,1.5 MB", "16777215,15.9 MB",
        "1073741824,1 GB"})
    void theFileLimitIsNamedForPeople(long bytes, String text) {
        assertEquals(text, new FileSizeLimit(bytes).text());
    }

    @Test
    void theFileLimitIsInclusive() {
        var limit = new FileSizeLimit(10);
        assertTrue(limit.allows(0));
        assertTrue(limit.allows(10));
        assertFalse(limit.allows(11));
        assertFalse(limit.allows(-1));
    }
}
