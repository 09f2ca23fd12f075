package io.nullroom.room;

import io.nullroom.contracts.Secret;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.RedisURI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of Redis: one line when something has changed, however many requests notice it.
 *
 * <p>Redis is named by its address alone, and a fault by its code or class: its text might say more.
 */
final class RedisNews {
    private static final Logger LOG = LoggerFactory.getLogger(RedisNews.class);

    /** What the client says in the name of Redis when a connection is lost. */
    private static final String CLOSED = "CONNECTION_CLOSED";

    private final String address;
    private final AtomicBoolean away = new AtomicBoolean();
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();

    RedisNews(Secret url) {
        var parsed = new RedisURI(url.value());
        address = parsed.protocol() + "://" + parsed.socketAddress();
    }

    void reached() {
        away.set(false);
        refusals.clear();
        LOG.info("Rooms are kept in Redis at {}", address);
    }

    void away(Throwable cause) {
        if (!away.getAndSet(true)) {
            LOG.warn("Redis at {} is out of reach ({}); no room can be made or entered until it is back",
                address, code(cause));
        }
    }

    /** A command has failed; worth a line where Redis answered and said no. */
    void failed(Throwable cause) {
        if (cause instanceof Response && !code(cause).equals(CLOSED) && refusals.add(code(cause))) {
            LOG.warn("Redis at {} refuses a command ({})", address, code(cause));
        }
    }

    private static String code(Throwable cause) {
        return cause instanceof Response ? cause.getMessage().split(" ", 2)[0] : cause.getClass().getSimpleName();
    }
}
