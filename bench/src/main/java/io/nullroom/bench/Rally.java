package io.nullroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A given number of pings and pongs between pairs; each pong is a signal that answers a signal. Is played once. */
final class Rally {
    private static final double NANOSECONDS = 1e9;
    private static final double MICROSECONDS = 1000;

    private final Histogram microseconds = new Histogram(3);
    private final List<Table> tables;
    private final Promise<Void> done = Promise.promise();
    private final int pings;
    private int served;
    private int returned;

    /** So many pings, spread over the pairs in turn. */
    Rally(List<Pair> pairs, int pings) {
        tables = pairs.stream().map(pair -> new Table(new Lane(pair.first(), pair.second(), microseconds),
            new Lane(pair.second(), pair.first(), microseconds))).toList();
        this.pings = pings;
    }

    /** So many pings a second, whether or not the ones before have come back. */
    Future<Void> steady(Visitors visitors, int perSecond) {
        long start = System.nanoTime();
        visitors.everyMillisecond(() -> {
            double due = (System.nanoTime() - start) / NANOSECONDS * perSecond;
            while (served < Math.min(due, pings)) {
                serve(tables.get(served % tables.size()), false);
            }
            return served == pings || done.future().isComplete();
        });
        return done.future();
    }

    /** So many pings of each pair underway at any time, in a burst at first. */
    Future<Void> flatOut(int underway) {
        for (int ping = 0; ping < underway; ping++) {
            tables.forEach(table -> serve(table, true));
        }
        return done.future();
    }

    /** The delay that so many percent of the signals had at most. */
    double milliseconds(double percent) {
        return microseconds.getValueAtPercentile(percent) / MICROSECONDS;
    }

    private void serve(Table table, boolean again) {
        if (served < pings) {
            served++;
            table.there().say(() -> table.back().say(() -> end(table, again), done::tryFail), done::tryFail);
        }
    }

    private void end(Table table, boolean again) {
        returned++;
        if (returned == pings) {
            done.tryComplete();
        } else if (again) {
            serve(table, true);
        }
    }

    private record Table(Lane there, Lane back) {
    }
}
