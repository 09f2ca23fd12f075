package io.nullroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** Honest pairs beside many who only take up room: how long two take to meet, and how much the many take. */
final class Floods implements Scenario {
    private static final int WARM = 2000;
    private static final int HALF_HEADS = 5000;
    private static final int IDLE_SOCKETS = 2000;
    private static final int LARGE_SIGNALS = 3000;
    private static final int MEETINGS = 200;
    private static final int PATIENCE_SECONDS = 60;
    private static final int NANOSECONDS_A_MICROSECOND = 1000;
    private static final double MILLISECONDS = 1000;
    private static final double KILOBYTES = 1000;
    private static final double MEDIAN = 50;

    private final boolean atStart;

    private Floods(boolean atStart) {
        this.atStart = atStart;
    }

    /** They come to a server that has been there for a while. */
    static Floods later() {
        return new Floods(false);
    }

    /** They wait for the server to start. */
    static Floods atOnce() {
        return new Floods(true);
    }

    @Override
    public String name() {
        return atStart ? "floods-at-start" : "floods";
    }

    @Override
    public String meaning() {
        var began = atStart ? "as soon as the server has answered for the first time"
            : String.format(Locale.ROOT, "after %,d pairs that had the server to themselves", WARM);
        return String.format(Locale.ROOT, "%,d connections that send half a head byte by byte, %,d sockets that "
            + "never subscribe, and one that reads nothing of %,d signals of 40 KB; all at once, %s. Beside them pairs "
            + "meet, one after the other, while the flood rises and then at least %d more, until all is said; it takes "
            + "them from POST /rooms until the second one has the first one's signal. Memory is what the server has "
            + "more of than before.",
            HALF_HEADS, IDLE_SOCKETS, LARGE_SIGNALS, began, MEETINGS);
    }

    @Override
    public void warm(Visitors visitors, Target target, Work work) {
        if (!atStart) {
            var uncounted = new Histogram(3);
            visitors.repeat(work.of(WARM), () -> meet(visitors, uncounted));
        }
    }

    @Override
    public List<Figure> measure(Visitors visitors, Target target, Work work) {
        long before = target.server().residentKilobytes();
        var flood = new Flood(visitors);
        var rising = new Histogram(3);
        visitors.await(() -> {
            var risen = flood.rises(work.of(HALF_HEADS), work.of(IDLE_SOCKETS));
            return Future.all(risen, meet(visitors, rising, risen::isComplete));
        });
        var high = new Histogram(3);
        int meetings = work.of(MEETINGS);
        visitors.await(() -> flood.pours(work.of(LARGE_SIGNALS)).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .compose(pouring -> meet(visitors, high, () -> pouring.isComplete() && high.getTotalCount() >= meetings)
                .compose(met -> pouring)));
        Violation.unless(flood.isHigh(), "those of the flood are gone before the others have met");
        long resident = target.server().residentKilobytes();
        return List.of(
            new Figure("median ms to meet", high.getValueAtPercentile(MEDIAN) / MILLISECONDS),
            new Figure("longest", high.getMaxValue() / MILLISECONDS),
            new Figure("longest while it rises", rising.getMaxValue() / MILLISECONDS),
            new Figure("MB more", (resident - before) / KILOBYTES));
    }

    /** Pairs, one after the other, until it is over. */
    private static Future<Void> meet(Visitors visitors, Histogram microseconds, BooleanSupplier over) {
        var done = Promise.<Void>promise();
        meetOn(visitors, microseconds, over, done);
        return done.future();
    }

    /** A future of each would wait for that of the next: thousands deep. */
    private static void meetOn(Visitors visitors, Histogram microseconds, BooleanSupplier over, Promise<Void> done) {
        var met = meet(visitors, microseconds).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        met.onFailure(done::fail).onSuccess(heard -> {
            if (over.getAsBoolean()) {
                done.complete();
            } else {
                meetOn(visitors, microseconds, over, done);
            }
        });
    }

    private static Future<Void> meet(Visitors visitors, Histogram microseconds) {
        long start = System.nanoTime();
        var signal = Signal.candidate(start);
        return visitors.newPair().compose(pair -> {
            pair.first().says(signal);
            return pair.second().hears(signal, pair.first()).compose(heard -> {
                microseconds.recordValue((System.nanoTime() - start) / NANOSECONDS_A_MICROSECOND);
                return pair.part();
            });
        });
    }
}
