package io.nullroom.launcher;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Prints of an exception its type and where it came from, never its message: that may quote what it choked on. */
final class SilentStack extends ThrowableProxyConverter {
    private static final int FRAMES = 30;

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        var text = new StringBuilder();
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : "caused by ").append(cause.getClassName()).append('\n')
                .append(Arrays.stream(cause.getStackTraceElementProxyArray()).limit(FRAMES)
                    .map(StackTraceElementProxy::getSTEAsString).collect(Collectors.joining("\n\t", "\t", "\n")));
        }
        return text.toString();
    }
}
