package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.until;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.stream.Stream;

/** Asks one Redis directly, past the store. */
final class RedisAdmin {
    private final String place;
    private final Redis redis;

    /** One for the server at {@code place}: host and port, perhaps with a user before them. */
    RedisAdmin(Vertx vertx, String place) {
        this.place = place;
        redis = Redis.createClient(vertx, "redis://" + place);
    }

    int port() {
        return Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
    }

    Response ask(Command command, String... arguments) {
        var request = Request.cmd(command);
        Stream.of(arguments).forEach(request::arg);
        return answer(redis.send(request));
    }

    /** Waits until the answer has {@code words} in it. */
    void await(String words, Command command, String... arguments) {
        until("Redis says " + words, () -> ask(command, arguments).toString().contains(words));
    }
}
