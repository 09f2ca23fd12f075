package io.nullroom.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines together: after a tenth of a second, or when there are 8 KB of them.
 *
 * <p>The system is asked to write once for many requests, and not by the event loop that answers each. A warning is
 * written at once, with all that came before it; what is left, when the logging is stopped.
 */
final class GatheredLines extends OutputStreamAppender<ILoggingEvent> {
    private static final int BYTES = 8192;
    private static final long MILLISECONDS = 100;

    private final OutputStream gathered;

    GatheredLines(Encoder<ILoggingEvent> encoder, OutputStream out) {
        gathered = new BufferedOutputStream(out, BYTES);
        setName("console");
        setEncoder(encoder);
        setImmediateFlush(false);
    }

    @Override
    public void start() {
        setOutputStream(gathered);
        super.start();
        getContext().addScheduledFuture(getContext().getScheduledExecutorService()
            .scheduleWithFixedDelay(this::write, MILLISECONDS, MILLISECONDS, TimeUnit.MILLISECONDS));
    }

    @Override
    protected void append(ILoggingEvent event) {
        super.append(event);
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            write();
        }
    }

    private void write() {
        try {
            gathered.flush();
        } catch (IOException closed) {
            addError("The log takes no more", closed);
        }
    }
}
