package io.nullroom.room;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Lua script as Redis gets it.
 *
 * @param source its text
 * @param sha1 what Redis calls it once it has seen it
 */
record Script(String source, String sha1) {

    /** Puts the files of these names one behind the other. */
    static Script of(String... files) {
        var source = Stream.of(files).map(Script::read).collect(Collectors.joining("\n"));
        return new Script(source, sha1(source));
    }

    private static String read(String file) {
        try (var stream = Script.class.getResourceAsStream(file + ".lua")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String sha1(String source) {
        try {
            // The name that Redis gives, no protection of anything.
            var digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-1", impossible);
        }
    }
}
