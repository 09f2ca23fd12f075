package io.nullroom.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The bench measures, whatever it finds. */
class FilesBenchTest {
    @Test
    void aSmallFileIsMeasuredBesidePlainSends() {
        var out = new StringWriter();
        var code = new CommandLine(new FilesBench()).setOut(new PrintWriter(out)).execute("--size", "1", "--runs", "1");
        assertEquals(0, code, out.toString());
        assertTrue(out.toString().contains("file / plain: "), out.toString());
        assertTrue(out.toString().contains("heap above idle, MiB: sender "), out.toString());
    }
}
