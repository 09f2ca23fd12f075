package io.nullroom.peer;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What two people compare aloud (A10). */
final class SafetyCode {
    private static final int WORDS = 4;
    private static final int BITS = 11;
    private static final int LIST = 1 << BITS;

    private SafetyCode() {
    }

    /** Four numbers below 2,048. */
    static List<Integer> numbers(byte[] transcript) {
        var bytes = Hkdf.derive(transcript, Hkdf.NO_SALT, Layout.utf8("nullroom/2 safety code"));
        var first = new BigInteger(1, Arrays.copyOf(bytes, WORDS * BITS / Byte.SIZE + 1));
        int spare = Byte.SIZE - WORDS * BITS % Byte.SIZE;
        return IntStream.range(0, WORDS)
            .map(word -> first.shiftRight(spare + BITS * (WORDS - 1 - word)).intValue() & LIST - 1).boxed().toList();
    }

    /** The words that people see. */
    static List<String> words(byte[] transcript) {
        return numbers(transcript).stream().map(WordList.ENGLISH::get).toList();
    }
}
