package io.nullroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document with places for measured tables: each between two comments that name the scenario.
 *
 * @param file the document
 */
record PerformancePage(Path file) {

    /** Puts a new text into the scenario's place. */
    void put(String scenario, String text) {
        try {
            var page = Files.readString(file);
            var start = "<!-- " + scenario + " -->\n";
            var end = "<!-- end of " + scenario + " -->";
            if (!page.contains(start) || !page.contains(end)) {
                throw new IllegalStateException(file.getFileName() + " has no place for " + scenario);
            }
            Files.writeString(file, page.substring(0, page.indexOf(start) + start.length()) + text + "\n"
                + page.substring(page.indexOf(end)));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
