package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be a name and what cannot. */
class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "3F2504E0-4F89-41D3-9A0C-0305E82C3301", "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "3f2504e0-4f89-41d3-7a0c-0305e82c3301", "3f2504e04f8941d39a0c0305e82c3301",
        " 3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3301\n"})
    void onlyALowerCaseVersion4UuidNamesARoom(String text) {
        assertTrue(RoomId.parse(text).isEmpty());
    }

    @Test
    void aRandomRoomHasANameThatCanBeParsed() {
        var room = RoomId.random();
        assertEquals(room, RoomId.parse(room.value()).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0f", "0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F"})
    void onlySixtyFourLowerCaseHexDigitsNameAHandshake(String text) {
        assertTrue(HandshakeId.parse(text).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "only-twenty-one-signs", "twenty-two-signs-but+not"})
    void aResumeSecretHasAtLeast128BitsOfBase64url(String secret) {
        assertTrue(ResumeDigest.ofSecret(secret).isEmpty());
    }

    @Test
    void digestsMatchWhereTheSecretsDo() {
        var digest = ResumeDigest.ofSecret("twenty-two-signs-0123-").orElseThrow();
        assertTrue(digest.matches(ResumeDigest.ofSecret("twenty-two-signs-0123-").orElseThrow()));
        assertFalse(digest.matches(ResumeDigest.ofSecret("twenty-two-signs-0123_").orElseThrow()));
        assertFalse(digest.value().contains("twenty"));
    }
}
