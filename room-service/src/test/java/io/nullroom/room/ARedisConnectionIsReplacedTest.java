package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection has read is not kept for long; nobody who sends commands notices. */
class ARedisConnectionIsReplacedTest {
    private static final int BATCH = 200;
    private static final int REPLACEMENTS = 5;
    private static final int SENDERS = 4;
    private static final int MANY_REPLACEMENTS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final RedisHost redis = RedisHost.any();

    @BeforeEach
    void start() {
        redis.start();
    }

    @AfterEach
    void close() {
        answer(vertx.close());
        redis.close();
    }

    @Test
    void whileCommandsAreUnderWayNoneIsLostAndAllKeepTheirOrder() {
        var link = link(Duration.ofMillis(10));
        countOver(REPLACEMENTS, link, "count");
        answer(link.close());
    }

    @Test
    void whileManyThreadsSendCommandsNoneIsLostAndEachFindsItsOwnInOrder() {
        var link = link(Duration.ofMillis(1));
        var threads = Executors.newFixedThreadPool(SENDERS);
        CompletableFuture.allOf(IntStream.range(0, SENDERS)
            .mapToObj(sender -> CompletableFuture.runAsync(
                () -> countOver(MANY_REPLACEMENTS, link, "count:" + sender), threads))
            .toArray(CompletableFuture[]::new)).join();
        threads.shutdown();
        answer(link.close());
    }

    @Test
    void theFormerOneIsClosed() {
        var link = link(Duration.ofMillis(10));
        var former = answer(link.send(Request.cmd(Command.CLIENT).arg("ID"))).toLong();
        Supplier<String> clients = () -> answer(link.send(Request.cmd(Command.CLIENT).arg("LIST"))).toString();
        // The one in use, and perhaps the next one: a third is on its way out.
        until("the former one closed", () -> !clients.get().contains("id=" + former + " "));
        until("all former ones closed", () -> clients.get().lines().count() <= 2);
        answer(link.close());
    }

    @Test
    void aLinkThatWasClosedOpensNoOther() {
        var link = link(Duration.ofSeconds(10));
        answer(link.send(Request.cmd(Command.PING)));
        answer(link.close());
        var later = link(Duration.ofSeconds(10));
        until("nobody but the one who asks", () ->
            answer(later.send(Request.cmd(Command.CLIENT).arg("LIST"))).toString().lines().count() == 1);
        answer(later.close());
    }

    /** Counts, as fast as it goes, until so many connections were followed by another one. */
    private static void countOver(int replacements, RedisLink link, String key) {
        Set<Long> connections = new HashSet<>();
        long last = 0;
        while (connections.size() <= replacements) {
            List<Future<Response>> answers = new ArrayList<>();
            IntStream.range(0, BATCH)
                .forEach(command -> answers.add(link.send(Request.cmd(Command.INCR).arg(key))));
            for (var count : answers) {
                assertEquals(++last, answer(count).toLong());
            }
            connections.add(answer(link.send(Request.cmd(Command.CLIENT).arg("ID"))).toLong());
        }
    }

    private RedisLink link(Duration renewal) {
        return new RedisLink(vertx, RedisHost.config("redis://127.0.0.1:" + redis.port()), RedisFixture.PATIENCE,
            renewal);
    }
}
