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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection has read is not kept for long; nobody who sends commands notices. */
class ARedisConnectionIsReplacedTest {
    private static final int BATCH = 200;
    private static final int REPLACEMENTS = 5;

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
        Set<Long> connections = new HashSet<>();
        long last = 0;
        while (connections.size() <= REPLACEMENTS) {
            List<Future<Response>> answers = new ArrayList<>();
            IntStream.range(0, BATCH)
                .forEach(command -> answers.add(link.send(Request.cmd(Command.INCR).arg("count"))));
            for (var count : answers) {
                assertEquals(++last, answer(count).toLong());
            }
            connections.add(answer(link.send(Request.cmd(Command.CLIENT).arg("ID"))).toLong());
        }
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

    private RedisLink link(Duration renewal) {
        return new RedisLink(vertx, RedisHost.config("redis://127.0.0.1:" + redis.port()), RedisLink.PATIENCE,
            renewal);
    }
}
