package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.until;
import static io.nullroom.room.StoreFixture.ENDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.ResumeDigest;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.nullroom.contracts.Turn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** No log at any level, of ours or of a library, says anything about a room, a person or a password. */
@Isolated("It turns on every logger of the process.")
class SilenceTest {
    private static final RoomId ROOM = new RoomId("decade00-cafe-4bad-8bad-facefeed0001");
    private static final ConnectionId NAME = new ConnectionId("canary-connection");
    private static final Endpoint SOCKET = new Endpoint("canary-instance", "canary-socket");
    private static final ResumeDigest DIGEST = new ResumeDigest("canary-digest");
    private static final Turn TURN = new Turn("canary-turn", 1);
    private static final HandshakeId HANDSHAKE = new HandshakeId("facefeed".repeat(8));
    private static final List<String> CANARIES = List.of("canary", "facefeed");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> recorder = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getThreadName()
                + Optional.ofNullable(event.getThrowableProxy()).map(ThrowableProxyUtil::asString).orElse(""));
        }
    };
    private final Vertx vertx = Vertx.vertx();
    private final RedisHost redis = RedisHost.any();

    @BeforeEach
    void listen() {
        recorder.start();
        root.addAppender(recorder);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        answer(vertx.close());
        redis.close();
        root.setLevel(Level.INFO);
        root.detachAppender(recorder);
    }

    @Test
    void nothingIsSaidWhileAllIsWell() {
        redis.start("--requirepass", "canary");
        doEverything(patientStore("redis://:canary@127.0.0.1:" + redis.port()));
        assertSaid("Rooms are kept in Redis at redis://127.0.0.1:" + redis.port());
        // The client's own lines have to be among those that were looked at.
        assertSaid("io.vertx.redis.client");
        assertNoCanary();
    }

    @Test
    void nothingIsSaidWhileRedisRefusesDiesAndHangs() {
        redis.start("--maxmemory", "1");
        var store = store("redis://canary:canary@127.0.0.1:" + redis.port());
        doEverything(store);
        var open = store("redis://127.0.0.1:" + redis.port());
        doUntilSaid(open, "refuses a command (OOM)");
        redis.freeze();
        doEverything(open);
        redis.thaw();
        redis.kill();
        doUntilSaid(open, "is out of reach");
        assertNoCanary();
    }

    @Test
    void whereRedisWritesToItsDiskTheOperatorIsTold() {
        redis.start("--save", "900 1");
        var store = patientStore("redis://127.0.0.1:" + redis.port());
        answer(store.create(RoomId.random()));
        answer(store.close());
        assertSaid("Redis writes rooms to its disk");
    }

    @Test
    void anOutageIsSaidOnceHoweverManyNoticeIt() {
        var store = store("redis://127.0.0.1:" + redis.port());
        answer(Future.join(Stream.generate(() -> store.create(RoomId.random())).limit(100).toList()).otherwiseEmpty());
        answer(vertx.timer(1, TimeUnit.SECONDS));
        answer(Future.join(Stream.generate(() -> store.create(RoomId.random())).limit(100).toList()).otherwiseEmpty());
        assertEquals(1, lines.stream().filter(line -> line.startsWith("io.nullroom")).count());
    }

    private RoomStore store(String url) {
        return new RedisRoomStore(ENDING, new RedisLink(vertx, RedisHost.config(url), RedisLink.PATIENCE));
    }

    private RoomStore patientStore(String url) {
        return new RedisRoomStore(ENDING, new RedisLink(vertx, RedisHost.config(url), RedisFixture.PATIENCE));
    }

    /** Again and again: a machine that is busy may have the first attempts fail for want of time. */
    private void doUntilSaid(RoomStore store, String text) {
        until(text, () -> {
            doEverything(store);
            return isSaid(text);
        });
    }

    private static void doEverything(RoomStore store) {
        Stream.<Supplier<Future<?>>>of(
            () -> store.create(ROOM),
            () -> store.create(ROOM),
            () -> store.join(new JoinRoom(ROOM, SOCKET, Optional.of(DIGEST), Optional.of(TURN)), NAME),
            () -> store.findPeer(new FindPeer(ROOM, SOCKET, Optional.empty())),
            () -> store.hold(new HoldPlace(ROOM, SOCKET)),
            () -> store.release(new ReleasePlace(ROOM, SOCKET)),
            () -> store.leave(new LeaveRoom(ROOM, SOCKET)),
            () -> store.store(new StoreHandshake(HANDSHAKE, "canary")),
            () -> store.take(new TakeHandshake(HANDSHAKE)),
            () -> store.take(new TakeHandshake(HANDSHAKE)))
            .forEach(question -> answer(question.get().otherwiseEmpty()));
    }

    private void assertSaid(String words) {
        assertTrue(isSaid(words), words);
    }

    private boolean isSaid(String words) {
        return lines.stream().anyMatch(line -> line.contains(words));
    }

    private void assertNoCanary() {
        var said = lines.stream().filter(line -> CANARIES.stream().anyMatch(line::contains)).findAny();
        assertEquals(Optional.empty(), said);
    }
}
