package io.nullroom.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes lines together: a tenth of a second after the first of them, or when there are 8 KB.
 *
 * <p>The system is asked to write once for many requests, and not by the event loop that answers each. A warning is
 * written at once, with all that came before it; what is left, when the logging is stopped.
 */
final class GatheredLines extends OutputStreamAppender<ILoggingEvent> {
    private static final int BYTES = 8192;
    private static final long MILLISECONDS = 100;

    private final OutputStream gathered;
    private final AtomicBoolean due = new AtomicBoolean();

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
    }

    @Override
    protected void append(ILoggingEvent event) {
        super.append(event);
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            write();
        } else if (due.compareAndSet(false, true)) {
            getContext().getScheduledExecutorService().schedule(this::write, MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    private void write() {
        // Before: a line that comes now is written now, or has a time of its own.
        due.set(false);
        try {
            gathered.flush();
        } catch (IOException closed) {
            addError("The log takes no more", closed);
        }
    }
}
