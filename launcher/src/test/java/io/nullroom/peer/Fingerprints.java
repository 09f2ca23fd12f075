package io.nullroom.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The DTLS fingerprints of a description, as they stand in the transcript (A6). */
final class Fingerprints {
    private static final Pattern WORD = Pattern.compile("fingerprint", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE =
        Pattern.compile("a=fingerprint:[A-Za-z0-9-]+ [0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})*");

    private Fingerprints() {
    }

    /**
     * Of a description.
     *
     * @throws Refused with {@code broken} when there is none, or one that two readers could take in two ways
     */
    static String of(String sdp) {
        var lines = Arrays.stream(sdp.split("\r?\n", -1)).filter(line -> WORD.matcher(line).find()).toList();
        if (lines.isEmpty() || !lines.stream().allMatch(line -> LINE.matcher(line).matches())) {
            throw Refused.broken("fingerprints missing or misspelt");
        }
        // All of them are ASCII by now, so the order of characters is the order of bytes.
        var sorted = new TreeSet<>(lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList());
        return String.join("\n", new ArrayList<>(sorted));
    }
}
