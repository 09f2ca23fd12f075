package io.nullroom.bench;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Pairs that only pass signals to and fro: at a fixed rate, and as fast as they come back. */
final class Relay implements Scenario {
    private static final int PAIRS = 50;
    private static final int WARM_PINGS = 50_000;
    private static final int SECONDS = 10;
    private static final int PINGS_A_SECOND = 2500;
    private static final int PINGS = 50_000;
    private static final int UNDERWAY = 10;
    private static final int SIGNALS_A_PING = 2;
    private static final int PATIENCE_SECONDS = 120;
    private static final double MICROSECONDS = 1e6;
    private static final double MEDIAN = 50;
    private static final double LATE = 99;

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String meaning() {
        return String.format(Locale.ROOT, "Signals of 250 bytes to and fro between %d pairs: %,d a second for %d "
            + "seconds, then %,d flat out with %d of each pair underway, after as many of both that are not counted. A "
            + "delay is from one socket's write to the other's read.",
            PAIRS, SIGNALS_A_PING * PINGS_A_SECOND, SECONDS, SIGNALS_A_PING * PINGS, UNDERWAY);
    }

    @Override
    public void warm(Visitors visitors, Target target, Work work) {
        var pairs = visitors.pairs(PAIRS);
        flatOut(visitors, pairs, work.of(WARM_PINGS));
        // What the JIT has still to do then would be counted for several times as much as the signals.
        visitors.await(() -> steady(visitors, new Rally(pairs, work.of(SECONDS * PINGS_A_SECOND))));
    }

    @Override
    public List<Figure> measure(Visitors visitors, Target target, Work work) {
        var pairs = visitors.pairs(PAIRS);
        var steady = new Rally(pairs, work.of(SECONDS * PINGS_A_SECOND));
        var paced = target.costOf(() -> visitors.await(() -> steady(visitors, steady)));
        var hasty = target.costOf(() -> flatOut(visitors, pairs, work.of(PINGS)));
        double pacedSignals = (double) SIGNALS_A_PING * work.of(SECONDS * PINGS_A_SECOND);
        double hastySignals = (double) SIGNALS_A_PING * work.of(PINGS);
        return List.of(
            new Figure("CPU µs a signal", paced.server() * MICROSECONDS / pacedSignals),
            new Figure("median ms", steady.milliseconds(MEDIAN)),
            new Figure("p99 ms", steady.milliseconds(LATE)),
            new Figure("flat out: CPU µs a signal", hasty.server() * MICROSECONDS / hastySignals),
            new Figure("flat out: signals a second", hastySignals / hasty.elapsed()));
    }

    private static Future<Void> steady(Visitors visitors, Rally rally) {
        return rally.steady(visitors, PINGS_A_SECOND).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void flatOut(Visitors visitors, List<Pair> pairs, int pings) {
        visitors.await(() -> new Rally(pairs, pings).flatOut(UNDERWAY).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
}
