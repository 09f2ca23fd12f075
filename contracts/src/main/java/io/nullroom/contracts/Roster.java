package io.nullroom.contracts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The signaling instances that are heard of: who listens to {@link AnnounceInstance} keeps one.
 *
 * <p>Silence is counted in {@link Beats} of the listener's own, a {@link AnnounceInstance#PERIOD} apart, not in time:
 * a listener that was asleep itself takes nobody for dead when it wakes. Grows with the instances only. For one thread.
 */
public final class Roster {
    /** An instance that let so many beats pass is silent: 1.5 to 2 s. */
    static final int SILENT = 4;
    /** After so many it is forgotten: 2.5 to 3 s. */
    static final int FORGOTTEN = 6;

    private final Map<String, Entry> entries = new HashMap<>();
    private int beats;

    private record Entry(AnnounceInstance news, int heardAt) {
    }

    /** An instance has said something of itself; tells whether it was not known. */
    public boolean hear(AnnounceInstance news) {
        return entries.put(news.instance(), new Entry(news, beats)) == null;
    }

    /** One more beat has passed; tells which instances are forgotten by it. */
    public List<String> beat() {
        beats++;
        List<String> forgotten = new ArrayList<>();
        entries.values().removeIf(entry -> {
            var over = beats - entry.heardAt >= FORGOTTEN;
            if (over) {
                forgotten.add(entry.news.instance());
            }
            return over;
        });
        return forgotten;
    }

    /** Whether the instance is forgotten or was never heard of; a roster that is new cannot tell yet and says no. */
    public boolean misses(String instance) {
        return beats >= FORGOTTEN && !entries.containsKey(instance);
    }

    /** What those said last who are not silent. */
    public List<AnnounceInstance> heard() {
        return entries.values().stream().filter(this::isHeard).map(Entry::news).toList();
    }

    private boolean isHeard(Entry entry) {
        return beats - entry.heardAt < SILENT;
    }
}
