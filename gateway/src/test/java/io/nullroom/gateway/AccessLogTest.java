package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.nullroom.gateway.FakeServices.Part;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocketClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What is written down of a request: one line, and nothing of the person in it, at any level. */
@Isolated("It listens to every logger of this code.")
class AccessLogTest {
    private static final String ROOM = FakeServices.ROOM.value();
    private static final String CANARY = "canary";

    private final Vertx vertx = Vertx.vertx();
    /** Kept, since Vert.x closes the sockets of a client that nobody keeps. */
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            var cause = event.getThrowableProxy();
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage()
                + (cause == null ? "" : " " + ThrowableProxyUtil.asString(cause)));
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        for (var logger : loggers()) {
            logger.setLevel(Level.TRACE);
            logger.addAppender(appender);
        }
    }

    @AfterEach
    void leave() {
        for (var logger : loggers()) {
            logger.setLevel(null);
            logger.detachAppender(appender);
        }
        TestGateway.await(vertx.close());
    }

    @Test
    void aLineHasMethodTemplateStatusAndTimeAndNoMore() throws Exception {
        try (var gateway = TestGateway.start(Map.of(), HttpServerRequest::toWebSocket)) {
            gateway.get("/rooms/" + ROOM + "?name=" + CANARY, "Accept", "application/json",
                "User-Agent", CANARY, "Referer", "http://" + CANARY + "/", "X-Forwarded-For", "192.0.2.7");
            assertLine("GET /rooms/:id 200");
            gateway.get("/rooms/" + CANARY);
            assertLine("GET /rooms/:id 404");
            gateway.get("/rooms/%zz" + CANARY);
            assertLine("GET (none) 404");
            gateway.post("/rooms", "");
            assertLine("POST /rooms 201");
            gateway.post("/forget", "");
            gateway.get("/" + CANARY + "?" + CANARY);
            assertLine("GET (none) 404");
            gateway.get("/assets/js/long.js");
            assertLine("GET /assets/* 200");
            gateway.send(HttpMethod.valueOf(CANARY.toUpperCase()), "/privacy", Buffer.buffer());
            assertLine("OTHER /privacy 405");
            gateway.post("/handshakes/" + "ca".repeat(32), "{\"blob\":\"" + CANARY + "==\"}",
                "Content-Type", "application/json");
            assertLine("POST /handshakes/:identifier 201");
            gateway.services.breakDown(Part.ROOMS, new IllegalStateException(CANARY));
            gateway.get("/rooms/" + ROOM);
            assertEquals("io.nullroom.contracts.Bus An unforeseen java.lang.IllegalStateException while answering at "
                + "room.find", lines.poll(10, TimeUnit.SECONDS));
            assertLine("GET /rooms/:id 500");
            assertTrue(lines.isEmpty(), lines.toString());
        }
    }

    @Test
    void aSocketHandedOverHasItsLineAtOnce() throws Exception {
        try (var gateway = TestGateway.start(Map.of(), HttpServerRequest::toWebSocket)) {
            var socket = TestGateway.await(client.connect(gateway.port(), TestGateway.HOST, "/cable?" + CANARY));
            assertLine("GET /cable 101");
            TestGateway.await(socket.close());
            gateway.get("/");
            assertLine("GET / 200");
        }
    }

    @Test
    void whatIsNoRequestHasALineThatDoesNotQuoteIt() throws Exception {
        try (var gateway = TestGateway.start()) {
            gateway.sendRaw("GET /" + CANARY + " HTTP/1.1\r\nHost: " + CANARY + "!\r\nConnection: close\r\n\r\n");
            assertLine("GET (none) 400");
            gateway.sendRaw("GET /" + CANARY.repeat(1000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertLine("GET (none) 400");
        }
    }

    @Test
    void aBodyThatBreaksOffIsNoFaultOfOurs() throws Exception {
        try (var gateway = TestGateway.start()) {
            gateway.sendRaw("POST /rooms HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + CANARY + "\r\n");
            assertLine("POST /rooms -");
        }
    }

    @Test
    void aFaultInAHandlerIsLoggedByItsTypeAlone() throws Exception {
        Cable faulty = upgrade -> {
            throw new IllegalArgumentException(CANARY);
        };
        try (var gateway = TestGateway.start(Map.of(), faulty)) {
            try (var socket = gateway.connect()) {
                socket.getOutputStream().write(CableTest.handshake("a", "").getBytes());
                assertEquals("io.nullroom.gateway.Answers An unforeseen java.lang.IllegalArgumentException while "
                    + "answering a request", lines.poll(10, TimeUnit.SECONDS));
            }
            assertLine("GET /cable 500");
        }
    }

    private void assertLine(String expected) throws InterruptedException {
        var line = lines.poll(10, TimeUnit.SECONDS);
        assertTrue(line != null && line.matches("access \\Q" + expected + "\\E [0-9]{1,5}"), line);
        assertFalse(line.contains(ROOM) || line.contains(CANARY), line);
    }

    private static List<Logger> loggers() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return List.of(context.getLogger("access"), context.getLogger("io.nullroom"));
    }
}
