package io.nullroom.room;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A bounded map whose entries all live equally long.
 *
 * <p>So the eldest always dies first, and those that are over stand at the head: forgetting them costs no more than
 * there are of them. Each access forgets them first, so none is ever found too late. The time is always told by the
 * caller, in milliseconds, and never runs backwards.
 *
 * @param <K> a name
 * @param <V> what is kept under it
 */
final class Expiring<K, V> {
    private final long ttlMillis;
    private final int limit;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    /** An empty map. */
    Expiring(Duration ttl, int limit) {
        this.ttlMillis = ttl.toMillis();
        this.limit = limit;
    }

    /**
     * Keeps what {@code maker} makes of the time at which it will be forgotten, unless there is such an entry already.
     * Where the map is full, {@link Failure#STORE_UNAVAILABLE} is thrown.
     */
    boolean add(K key, LongFunction<V> maker, long now) {
        sweep(now);
        if (entries.containsKey(key)) {
            return false;
        }
        checkSpace();
        long endsAt = now + ttlMillis;
        entries.put(key, new Entry<>(endsAt, maker.apply(endsAt)));
        return true;
    }

    Optional<V> find(K key, long now) {
        sweep(now);
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    Optional<V> remove(K key, long now) {
        sweep(now);
        return Optional.ofNullable(entries.remove(key)).map(Entry::value);
    }

    /** Forgets what is over. */
    void sweep(long now) {
        var eldest = entries.values().iterator();
        while (eldest.hasNext() && eldest.next().endsAt() <= now) {
            eldest.remove();
        }
    }

    /** Throws {@link Failure#STORE_UNAVAILABLE} where not one more would be taken. */
    void checkSpace() {
        if (entries.size() >= limit) {
            throw new FailureException(Failure.STORE_UNAVAILABLE);
        }
    }

    int size() {
        return entries.size();
    }

    private record Entry<V>(long endsAt, V value) {
    }
}
