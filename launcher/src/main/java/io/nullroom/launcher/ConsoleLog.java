package io.nullroom.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Map;

/**
 * What is logged, and how: a line each on standard output.
 *
 * <p>Logback finds it as a service, and reads no XML, which would be a tenth of a start.
 */
public final class ConsoleLog extends ContextAwareBase implements Configurator {
    private static final String LINE =
        "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %silentMessage%n%silentStack";

    private static final Map<String, Level> LEVELS = Map.of(
        // Libraries may print what they handle at lower levels, and we cannot vouch for that.
        Logger.ROOT_LOGGER_NAME, Level.WARN,
        // It warns of each connection that was made for one socket and ends with it.
        "io.vertx.core.http.impl.HttpClientConnectionInternal", Level.ERROR,
        // A member that died makes each of these warn of every connection to it; that it is gone is said once, by us,
        // and so is a port that is taken.
        "com.hazelcast", Level.ERROR,
        "com.hazelcast.instance.AddressPicker", Level.OFF,
        "io.vertx.core.eventbus.impl.clustered", Level.ERROR,
        "io.vertx.core.net.impl.ConnectionBase", Level.OFF,
        // A service that stops leaves unread what others say at that moment.
        "io.vertx.core.eventbus.impl.MessageConsumerImpl", Level.ERROR,
        "io.nullroom", Level.INFO,
        "nullroom", Level.INFO,
        "access", Level.INFO);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var lines = new GatheredLines(encoder(context), new FileOutputStream(FileDescriptor.out));
        lines.setContext(context);
        lines.start();
        LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** The line of an event. */
    static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext context) {
        var layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("silentMessage", SilentMessage::new);
        layout.getInstanceConverterMap().put("silentStack", SilentStack::new);
        layout.setPattern(LINE);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }
}
