package io.nullroom.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down is what was measured. */
class ResultsTest {
    @TempDir
    private Path folder;

    @Test
    void aTableHasMediansAndTheirRatios() {
        var results = new Results();
        for (double value : new double[] {1, 4, 2}) {
            results.add(Contender.FLOOR, List.of(new Figure("ms", value), new Figure("of Redis", 0)));
            results.add(Contender.MEMORY, List.of(new Figure("ms", value * 1.5), new Figure("of Redis", 0)));
        }
        assertEquals("""
            |  | ms | of Redis |
            | --- | --- | --- |
            | bare Vert.x | 2.0 (1.0 to 4.0) | none |
            | Nullroom | 3.0 (1.5 to 6.0) | none |
            | **Nullroom / bare Vert.x** | **1.50** |  |""", results.table());
    }

    @Test
    void aTableReplacesTheOneBeforeIt() throws IOException {
        var page = folder.resolve("page.md");
        Files.writeString(page, "before\n<!-- relay -->\nold\n<!-- end of relay -->\nafter\n");
        new PerformancePage(page).put("relay", "new");
        assertEquals("before\n<!-- relay -->\nnew\n<!-- end of relay -->\nafter\n", Files.readString(page));
    }

    @Test
    void aPageWithoutAPlaceForItIsLeftAlone() throws IOException {
        var page = folder.resolve("page.md");
        Files.writeString(page, "<!-- relay -->\n");
        assertThrows(IllegalStateException.class, () -> new PerformancePage(page).put("relay", "new"));
        assertEquals("<!-- relay -->\n", Files.readString(page));
    }
}
