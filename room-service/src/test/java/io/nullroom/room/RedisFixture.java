package io.nullroom.room;

import static io.nullroom.room.Answers.answer;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Redis store on an empty Redis, where time passes by cutting what is left of every key. */
final class RedisFixture implements StoreFixture {
    /** More than any machine is busy for: who tests this has no outage in mind. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String ADVANCE = """
        for _, key in ipairs(redis.call('KEYS', '*')) do
          local ends = redis.call('PEXPIRETIME', key)
          assert(ends > 0, 'a key without a TTL')
          redis.call('PEXPIREAT', key, ends - ARGV[1])
        end
        """;

    private final Vertx vertx = Vertx.vertx();
    private final String url;
    private final Redis admin;
    private final List<RoomStore> stores = new ArrayList<>();

    RedisFixture(RedisHost host) {
        url = "redis://127.0.0.1:" + host.port();
        admin = Redis.createClient(vertx, url);
        ask(Command.FLUSHALL);
    }

    @Override
    public RoomStore store(RoomConfig config) {
        var store = new RedisRoomStore(config, new RedisLink(vertx, RedisHost.config(url), PATIENCE));
        stores.add(store);
        return store;
    }

    @Override
    public void advance(Duration time) {
        ask(Command.EVAL, ADVANCE, "0", String.valueOf(time.toMillis()));
    }

    @Override
    public boolean isEmpty() {
        return ask(Command.KEYS, "*").size() == 0;
    }

    /** Asks Redis directly. */
    Response ask(Command command, String... arguments) {
        var request = Request.cmd(command);
        Stream.of(arguments).forEach(request::arg);
        return answer(admin.send(request));
    }

    @Override
    public void close() {
        stores.forEach(store -> answer(store.close()));
        answer(vertx.close());
    }
}
