package io.nullroom.audit;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** One connection to a Redis, asked one question at a time by a thread that waits. */
record RedisWords(RedisConnection connection) implements AutoCloseable {
    static RedisWords connect(Vertx vertx, RedisOptions options) throws IOException {
        // Without the newer protocol's maps every answer is texts and lists of them.
        var client = Redis.createClient(vertx, options.setPreferredProtocolVersion(ProtocolVersion.RESP2));
        return new RedisWords(Patience.await(client.connect(), "it cannot be reached"));
    }

    /** Asks, and shows the answer. */
    void show(Scan scan, String part, String... question) throws IOException {
        var answer = ask(question);
        if (answer.isPresent()) {
            show(scan, part, answer.get());
        }
    }

    /** Shows an answer, and all answers in it. */
    static void show(Scan scan, String part, Response answer) throws IOException {
        if (answer.type() == ResponseType.MULTI) {
            for (var inner : answer) {
                if (inner != null) {
                    show(scan, part, inner);
                }
            }
        } else if (answer.type() == ResponseType.BULK) {
            scan.read(part, new ByteArrayInputStream(answer.toBuffer().getBytes()));
        } else {
            scan.read(part, answer.toString());
        }
    }

    String text(String... question) throws IOException {
        return ask(question).map(Response::toString).orElse("");
    }

    /** The answer; empty where there is no such key any more. */
    Optional<Response> ask(String... question) throws IOException {
        var request = Request.cmd(Command.create(question[0]));
        Stream.of(question).skip(1).forEach(request::arg);
        return Optional.ofNullable(Patience.await(connection.send(request), "it does not answer " + question[0]));
    }

    @Override
    public void close() {
        connection.close();
    }
}
