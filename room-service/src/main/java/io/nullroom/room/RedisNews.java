package io.nullroom.room;

import io.nullroom.room.Volatility.Flaw;
import io.vertx.redis.client.Response;
import java.util.EnumSet;
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
    static final String CLOSED = "CONNECTION_CLOSED";

    private final String address;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean leftAlone = new AtomicBoolean();
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();
    private Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    RedisNews(RedisUrl url) {
        address = url.toString();
    }

    void reached() {
        away.set(false);
        leftAlone.set(false);
        refusals.clear();
        LOG.info("Rooms are kept in Redis at {}", address);
    }

    void away(Throwable cause) {
        if (!away.getAndSet(true)) {
            LOG.warn("Redis at {} is out of reach ({}); no room can be made or entered until it is back",
                address, code(cause));
        }
    }

    /** This keeps Redis from forgetting; a line for each that was not said yet, and no address in it. */
    synchronized void found(Set<Flaw> found) {
        found.stream().filter(flaw -> !flaws.contains(flaw)).forEach(flaw -> LOG.warn(flaw.text()));
        flaws = found;
    }

    /** Redis is there, and is left alone for what was found. */
    void leftAlone() {
        if (!leftAlone.getAndSet(true)) {
            LOG.warn("Redis is not used as it is; no room can be made or entered until that is mended");
        }
    }

    /** A command has failed; worth a line where Redis answered and said no. */
    void failed(Throwable cause) {
        if (isRefusal(cause) && refusals.add(code(cause))) {
            LOG.warn("Redis at {} refuses a command ({})", address, code(cause));
        }
    }

    /** Whether Redis has answered, and said no. */
    static boolean isRefusal(Throwable cause) {
        return cause instanceof Response && !code(cause).equals(CLOSED);
    }

    /** Whether Redis said no for that reason. */
    static boolean isRefusal(Throwable cause, String code) {
        return cause instanceof Response && code(cause).equals(code);
    }

    private static String code(Throwable cause) {
        return cause instanceof Response ? cause.getMessage().split(" ", 2)[0] : cause.getClass().getSimpleName();
    }
}
