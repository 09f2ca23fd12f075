package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Connections that clients break off, whatever they have said on them. */
@Isolated("It listens to every warning of the JVM.")
class BrokenConnectionsTest {
    private static final String NOTHING = "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String CHUNKED =
        "POST /cable HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}";

    @RegisterExtension
    private final LoneInstance instance = new LoneInstance();
    private final Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // A machine that stood still for a while is nobody's doing.
            if (event.getLevel().isGreaterOrEqual(Level.WARN) && !event.getLoggerName().endsWith("ThreadChecker")) {
                warnings.add(event.getFormattedMessage());
            }
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void leave() {
        log.detachAppender(appender);
    }

    static List<String> requests() {
        return List.of(CHUNKED, CHUNKED + "\r\n0\r\n\r\n" + NOTHING.repeat(3), NOTHING.repeat(30), NOTHING.repeat(100),
            NOTHING + RawSocket.upgrade("") + NOTHING, RawSocket.upgrade(""), RawSocket.upgrade("").repeat(2),
            RawSocket.upgrade("Content-Length: 99\r\n") + NOTHING, "GET", "\0\0\0", NOTHING + "\0\0");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nothingIsWrittenAboutThem(String requests) throws IOException {
        for (int count = 0; count < 300; count++) {
            try (var client = instance.connect()) {
                client.reset(requests);
            }
        }
        instance.open().close();
        assertEquals(List.of(), warnings);
    }
}
