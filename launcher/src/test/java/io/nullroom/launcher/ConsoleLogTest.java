package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines are written together, none is lost, and what exceptions say is not in them. */
class ConsoleLogTest {
    private final LoggerContext context = new LoggerContext();
    private final LinkedBlockingQueue<String> writes = new LinkedBlockingQueue<>();
    private final Logger log = context.getLogger("io.nullroom.Some");

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        var lines = new GatheredLines(ConsoleLog.encoder(context), new Writes());
        lines.setContext(context);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aLineIsWrittenSoonByItself() throws Exception {
        log.info("one");
        var line = writes.poll(10, TimeUnit.SECONDS);
        assertTrue(line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ INFO  Some one\\R"), line);
    }

    @Test
    void manyAreWrittenTogether() {
        for (int line = 0; line < 100; line++) {
            log.info("line {}.", line);
        }
        context.stop();
        int count = writes.size();
        assertTrue(count < 20, count + " writes of 100 lines");
        var all = String.join("", writes).lines().toList();
        assertEquals(100, all.size());
        assertTrue(all.get(0).endsWith(" line 0.") && all.get(99).endsWith(" line 99."), "in their order");
    }

    @Test
    void aWarningIsWrittenAtOnceAfterWhatCameBeforeIt() {
        log.info("before");
        log.warn("the warning");
        var written = String.join("", writes).lines().toList();
        assertEquals(2, written.size());
        assertTrue(written.get(1).endsWith("WARN  Some the warning"), written.get(1));
    }

    @Test
    void anExceptionIsItsTypesAndPlacesOnly() {
        log.warn("failed", new IllegalStateException("canary", new IllegalArgumentException("canary too")));
        var written = String.join("", writes);
        assertTrue(written.contains("java.lang.IllegalStateException") && written.contains("ConsoleLogTest"), written);
        assertTrue(written.contains("caused by java.lang.IllegalArgumentException"), written);
        assertFalse(written.contains("canary"), written);
    }

    /** Keeps what is written, each time. */
    private final class Writes extends OutputStream {

        @Override
        public void write(int one) {
            throw new AssertionError("a byte at a time");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }
}
