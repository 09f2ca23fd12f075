package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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
        for (var word : List.of("one", "another")) {
            log.info(word);
            var line = writes.poll(10, TimeUnit.SECONDS);
            var time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+";
            assertTrue(line.matches(time + " INFO  Some " + word + "\\R"), line);
        }
    }

    @Test
    void whereNothingIsLoggedNobodyWakesUp() throws Exception {
        log.info("one");
        writes.poll(10, TimeUnit.SECONDS);
        assertTrue(((ScheduledThreadPoolExecutor) context.getScheduledExecutorService()).getQueue().isEmpty());
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

    @Test
    void aLibraryThatWarnsOfSomebodysConnectionDoesNotSayWhoseItIs() throws Exception {
        var warnings = new ListAppender<ILoggingEvent>();
        var netty = (Logger) LoggerFactory.getLogger("io.netty");
        netty.addAppender(warnings);
        warnings.start();
        comesWhileItStops();
        netty.detachAppender(warnings);
        var warning = warnings.list.get(0).getFormattedMessage();
        assertTrue(warning.contains("R:/127.0.0.1:"), warning);
        var library = context.getLogger(ServerBootstrap.class);
        library.addAppender(log.getAppender("console"));
        library.warn(warning);
        library.warn("of /[2001:db8:0:0:0:0:0:7]:443 and fe80::7%eth0, ::ffff:192.0.2.7, 192.0.2.7:80");
        log.warn("10.0.0.7 is ours to name");
        var lines = String.join("", writes).lines().toList();
        assertTrue(lines.get(0).contains("R:/(hidden):"), lines.get(0));
        assertTrue(lines.get(1).endsWith("of /[(hidden)]:443 and (hidden), (hidden), (hidden):80"), lines.get(1));
        assertTrue(lines.get(2).endsWith("10.0.0.7 is ours to name"), lines.get(2));
    }

    /** A client stands before the door of a server of Netty's whose event loop ends: that warns of it. */
    private static void comesWhileItStops() throws Exception {
        var door = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        var ended = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ended.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
        var server = new ServerBootstrap().group(door, ended).channel(NioServerSocketChannel.class)
            .childHandler(new ChannelInboundHandlerAdapter()).bind("127.0.0.1", 0).sync().channel();
        try (var client = new Socket()) {
            client.connect(server.localAddress());
            assertEquals(-1, client.getInputStream().read());
        } finally {
            server.close().sync();
            door.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
        }
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
