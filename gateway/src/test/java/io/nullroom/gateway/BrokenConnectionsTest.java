package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Connections that clients break off while requests wait their turn on them. */
@Isolated("It listens to every warning of the JVM.")
class BrokenConnectionsTest {
    private static final String CREATE = "POST /rooms HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    private static final byte[] REQUESTS = (CREATE + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
        + CREATE + "Content-Length: 0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);

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

    @Test
    void nothingIsWrittenAboutThoseThatBreakOffWhileTheyGetASocket() throws IOException {
        try (var gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"))) {
            var instance = new FakeInstance(gateway, "one").announces(0, true);
            var request = CableTest.handshake("a", "").getBytes(StandardCharsets.ISO_8859_1);
            // The last one reads its answer: so nobody stands before either port any more when those are closed.
            for (int count = 0; count <= 500; count++) {
                try (var socket = gateway.connect()) {
                    socket.getOutputStream().write(request);
                    socket.setSoLinger(true, 0);
                    // Some at once, some when the instance was asked, some with the answer.
                    if (count % 3 == 1) {
                        assertEquals(200, gateway.get("/").statusCode());
                    } else if (count % 3 == 2) {
                        assertEquals('H', socket.getInputStream().read());
                    }
                }
            }
            assertTrue(gateway.until(() -> instance.connections.isEmpty()));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void nothingIsWrittenAboutThem() throws IOException {
        try (var gateway = TestGateway.start(Map.of("NULLROOM_RATE_LIMITS", "off"))) {
            for (int count = 0; count < 1000; count++) {
                try (var socket = gateway.connect()) {
                    socket.getOutputStream().write(REQUESTS);
                    // So that closing resets it.
                    socket.setSoLinger(true, 0);
                }
            }
            assertEquals(200, gateway.get("/").statusCode());
        }
        assertEquals(List.of(), warnings);
    }
}
