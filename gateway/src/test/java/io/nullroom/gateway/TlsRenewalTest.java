package io.nullroom.gateway;

import static io.nullroom.gateway.TestGateway.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A certificate that is renewed while people are connected. */
class TlsRenewalTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    private Path folder;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(TlsRenewal.class);
    private final AppenderBase<ILoggingEvent> recorder = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };
    private TestCertificate certificate;
    private TestGateway gateway;
    private HttpClientAgent anybody;

    @BeforeEach
    void start() throws IOException {
        recorder.start();
        log.addAppender(recorder);
        certificate = TestCertificate.of("dns:localhost", Files.createDirectory(folder.resolve("used")));
        gateway = TestGateway.start(certificate.with(Map.of()),
            upgrade -> upgrade.toWebSocket().onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage)));
        anybody = gateway.vertx.createHttpClient(new HttpClientOptions().setSsl(true).setTrustAll(true)
            .setVerifyHost(false));
    }

    @AfterEach
    void stop() {
        gateway.close();
        log.detachAppender(recorder);
    }

    @Test
    void aNewOneIsTakenUpAndWhoIsConnectedNoticesNothing() throws Exception {
        BlockingQueue<String> echoes = new LinkedBlockingQueue<>();
        var client = gateway.vertx.createWebSocketClient(certificate.webSocketOptions());
        var socket = await(client.connect(gateway.port(), TestGateway.HOST, "/cable"));
        socket.textMessageHandler(echoes::add);
        var former = shown();
        var next = TestCertificate.of("dns:localhost", Files.createDirectory(folder.resolve("next")));
        certificate.replaceBy(next);
        until(() -> !shown().equals(former));
        until(() -> lines.contains("INFO The new certificate is in use"));
        await(socket.writeTextMessage("still here"));
        assertEquals("still here", echoes.poll(10, TimeUnit.SECONDS));
        await(client.close());
    }

    @Test
    void aBrokenOneIsToldOfOnceAndTheFormerOneServedOn() throws Exception {
        var former = shown();
        var next = TestCertificate.of("dns:localhost", Files.createDirectory(folder.resolve("next")));
        Files.copy(next.key(), certificate.key(), StandardCopyOption.REPLACE_EXISTING);
        until(() -> !lines.isEmpty());
        assertTrue(lines.remove().startsWith("WARN The new certificate is not used, and the former one still is: "
            + "NULLROOM_TLS_KEY_FILE must name the key of the certificate"));
        assertEquals(former, shown());
        Files.delete(certificate.key());
        until(() -> !lines.isEmpty());
        assertEquals("WARN The certificate in use is used on: NULLROOM_TLS_KEY_FILE names a file that cannot be read.",
            lines.remove());
        assertEquals(former, shown());
        certificate.replaceBy(next);
        until(() -> !shown().equals(former));
        until(() -> lines.contains("INFO The new certificate is in use"));
    }

    /** The certificate that a new connection is shown. */
    private String shown() {
        var connection = await(anybody.connect(new HttpConnectOptions().setHost(TestGateway.HOST)
            .setPort(gateway.port()).setSsl(true)));
        try {
            return connection.peerCertificates().get(0).toString();
        } catch (SSLPeerUnverifiedException none) {
            throw new AssertionError(none);
        } finally {
            await(connection.close());
        }
    }

    private static void until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - start < PATIENCE);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
