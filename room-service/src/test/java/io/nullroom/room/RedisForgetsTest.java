package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.failure;
import static io.nullroom.room.Answers.until;
import static io.nullroom.room.StoreFixture.ENDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.SettingException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A Redis that keeps rooms, copies them or throws them away is told of, and left alone where that is asked for. */
@Isolated("It reads the log of the process.")
class RedisForgetsTest {
    private static final Duration START = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(RedisNews.class);
    private final AppenderBase<ILoggingEvent> recorder = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel() == Level.WARN) {
                warnings.add(event.getFormattedMessage());
            }
        }
    };
    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess redis = new RedisProcess();
    private final RedisProcess replica = new RedisProcess();

    @BeforeEach
    void listen() {
        recorder.start();
        log.addAppender(recorder);
    }

    @AfterEach
    void close() {
        answer(vertx.close());
        replica.close();
        redis.close();
        log.detachAppender(recorder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "--save 900 1 ! Redis writes rooms to its disk; start it with: --save \"\" --appendonly no",
        "--appendonly yes ! Redis writes rooms to its disk; start it with: --save \"\" --appendonly no",
        "--maxmemory-policy volatile-ttl ! Redis throws rooms away when its memory is full; start it with: "
            + "--maxmemory-policy noeviction",
        "--user default on nopass ~* &* +@all -config ! "
            + "Redis does not tell whether it writes rooms to its disk; let its user do: +config|get +info"})
    void whatIsFoundIsSaidInOneLineAndRefusedWhereItHasToForget(String options, String line) {
        redis.start((options + " --dir " + folder).split(" "));
        var store = store(link(false));
        answer(store.create(RoomId.random()));
        answer(store.close());
        assertEquals(List.of(line), List.copyOf(warnings));
        assertEquals("NULLROOM_REQUIRE_VOLATILE_REDIS is true: " + line + ".", refusal(link(true)));
    }

    @Test
    void copiesAreTold() {
        redis.start();
        replica.start("--dir", folder.toString(), "--repl-diskless-load", "swapdb",
            "--replicaof", "127.0.0.1", String.valueOf(redis.port()));
        var admin = new RedisAdmin(vertx, "127.0.0.1:" + redis.port());
        admin.await("state=online", Command.INFO, "replication");
        var sentence = "NULLROOM_REQUIRE_VOLATILE_REDIS is true: "
            + "Redis copies rooms to other machines; run it without replicas.";
        assertEquals(sentence, refusal(link(true)));
        replica.kill();
        admin.await("connected_slaves:0", Command.INFO, "replication");
        // What was written lately is kept for a replica that may come back.
        assertEquals(sentence, refusal(link(true)));
    }

    @Test
    void oneThatForgetsIsUsedAndLeftAloneWhenItForgetsNoMore() {
        redis.start();
        var link = link(true);
        answer(link.admission(START));
        var store = store(link);
        answer(store.create(RoomId.random()));
        assertEquals(List.of(), List.copyOf(warnings));
        redis.kill();
        redis.start("--appendonly", "yes", "--dir", folder.toString());
        until("said", () -> warnings.stream().anyMatch(line -> line.startsWith("Redis is not used")));
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        new RedisAdmin(vertx, "127.0.0.1:" + redis.port()).ask(Command.CONFIG, "SET", "appendonly", "no");
        until("used again", () -> answer(store.create(RoomId.random()).map(true).otherwise(false)));
    }

    @Test
    void oneThatIsOutOfReachIsWaitedForAndThenRefused() {
        var link = link(true);
        assertEquals("NULLROOM_REQUIRE_VOLATILE_REDIS is true: "
            + "Redis has to answer before the start, and is out of reach.", refusal(link, Duration.ofMillis(200)));
        var other = link(true);
        redis.start();
        answer(other.admission(START));
    }

    @Test
    void theServiceDoesNotStartBeforeItsRedisIsOneThatForgets() {
        redis.start("--maxmemory-policy", "allkeys-lru");
        var bus = new Bus(vertx);
        var refused = deploy(bus);
        until("refused", refused::failed);
        assertEquals("NULLROOM_REQUIRE_VOLATILE_REDIS is true: Redis throws rooms away when its memory is full; "
            + "start it with: --maxmemory-policy noeviction.", refused.cause().getMessage());
        new RedisAdmin(vertx, "127.0.0.1:" + redis.port()).ask(Command.CONFIG, "SET", "maxmemory-policy", "noeviction");
        answer(deploy(bus));
    }

    private Future<String> deploy(Bus bus) {
        var config = new RoomConfig(StoreFixture.TTL, StoreFixture.GRACE, true,
            Optional.of(config("redis://127.0.0.1:" + redis.port(), "true")), 1000);
        return vertx.deployVerticle(new RoomVerticle(config, bus, new SimpleMeterRegistry()));
    }

    @Test
    void noLineHasAnAddressOrAPassword() {
        redis.start("--save", "900 1", "--maxmemory-policy", "allkeys-lru", "--requirepass", "canary");
        var config = config("redis://:canary@127.0.0.1:" + redis.port(), "true");
        var link = new RedisLink(vertx, config, RedisFixture.PATIENCE);
        var sentence = refusal(link);
        assertEquals(3, warnings.size(), warnings.toString());
        warnings.add(sentence);
        assertFalse(warnings.stream().anyMatch(line -> line.contains("canary") || line.contains("127.0.0.1")));
    }

    private RedisLink link(boolean required) {
        return new RedisLink(vertx, config("redis://127.0.0.1:" + redis.port(), String.valueOf(required)),
            RedisFixture.PATIENCE);
    }

    private static RedisConfig config(String url, String required) {
        return RedisConfig.from(new Environment(Map.of("NULLROOM_REDIS_URL", url,
            "NULLROOM_REQUIRE_VOLATILE_REDIS", required))).orElseThrow();
    }

    private static RoomStore store(RedisLink link) {
        return new RedisRoomStore(ENDING, link);
    }

    private static String refusal(RedisLink link) {
        return refusal(link, START);
    }

    private static String refusal(RedisLink link, Duration wait) {
        var thrown = assertThrows(ExecutionException.class,
            () -> link.admission(wait).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS));
        answer(link.close());
        return ((SettingException) thrown.getCause()).getMessage();
    }
}
