package io.nullroom.launcher;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.regex.Pattern;

/** Prints what is said, without the addresses that libraries name: the connection they warn of is somebody's. */
final class SilentMessage extends MessageConverter {
    /** These name nobody; and the addresses that the cluster warns of are those of its members. */
    private static final List<String> TRUSTED = List.of("io.nullroom", "nullroom", "access", "com.hazelcast");
    /** What looks like one, by dots or by colons; a time of day looks like that, too, and is no loss. */
    private static final Pattern ADDRESS = Pattern.compile(
        "\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}(\\.\\d{1,3}){0,3}(%\\w+)?");

    @Override
    public String convert(ILoggingEvent event) {
        var message = super.convert(event);
        return isTrusted(event.getLoggerName()) ? message : ADDRESS.matcher(message).replaceAll("(hidden)");
    }

    private static boolean isTrusted(String logger) {
        return TRUSTED.stream().anyMatch(name -> logger.equals(name) || logger.startsWith(name + "."));
    }
}
