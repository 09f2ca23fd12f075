package io.nullroom.gateway;

import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Roster;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signaling instances that take sockets, and how busy each is. On its event loop only. */
final class Instances {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

    /** An instance is crowded that has more than so many times what they have on the average, and some. */
    private static final double CROWD = 1.25;
    private static final int SOME = 100;

    private final Roster roster = new Roster();
    /** How many sockets each was given since it last said how many it has. */
    private final Map<String, Integer> given = new HashMap<>();

    /** An instance has said something of itself. */
    void hear(AnnounceInstance news) {
        if (roster.hear(news) && news.port() > 0) {
            LOG.info("Hears of a signaling instance at {}:{}", news.host(), news.port());
        }
        given.remove(news.instance());
    }

    /** A moment has passed. */
    void beat() {
        given.keySet().removeAll(roster.beat());
    }

    /** Whether the instance is heard of right now. */
    boolean hears(String instance) {
        return roster.heard().stream().anyMatch(one -> one.instance().equals(instance));
    }

    /** Whether it has not been heard of for so long that its sockets are better off elsewhere. */
    boolean misses(String instance) {
        return roster.misses(instance);
    }

    /** Those that take sockets, the least busy first. */
    List<AnnounceInstance> byLoad() {
        return roster.heard().stream().filter(one -> one.accepting() && one.port() > 0)
            .sorted(Comparator.comparingInt(this::load)).toList();
    }

    /** Those that take sockets, in the row of that room; those that are crowded come last, the least busy before. */
    List<AnnounceInstance> inRowOf(RoomHint room) {
        var all = byLoad();
        double most = SOME + CROWD * all.stream().mapToInt(this::load).average().orElse(0);
        // What is sorted alike stays in its order.
        return all.stream().sorted(Comparator.comparingLong(
            one -> load(one) > most ? Long.MAX_VALUE : room.rank(one.instance()))).toList();
    }

    /** An instance is about to be given a socket. */
    void give(AnnounceInstance instance) {
        given.merge(instance.instance(), 1, Integer::sum);
    }

    private int load(AnnounceInstance one) {
        return one.sockets() + given.getOrDefault(one.instance(), 0);
    }
}
