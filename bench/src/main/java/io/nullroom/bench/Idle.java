package io.nullroom.bench;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Participants who are in their rooms and say nothing: what each takes of the memory, and what the pings cost. */
final class Idle implements Scenario {
    private static final int WARM = 2000;
    private static final int PAIRS = 5000;
    private static final int PING_SECONDS = 3;
    /** Times as long as pings are counted. */
    private static final int UNCOUNTED = 2;
    private static final int PATIENCE_SECONDS = 60;
    private static final double MICROSECONDS = 1e6;
    private static final double KILOBYTES = 1000;

    private final int seconds;

    /** Pings are counted for so many seconds. */
    Idle(int seconds) {
        this.seconds = seconds;
    }

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String meaning() {
        return String.format(Locale.ROOT, "%,d participants in %,d rooms who say nothing for %d seconds, and "
            + "then for %d in which pings are counted. Memory is what the server has more of than before they came, "
            + "after %,d other pairs have come and gone. In the end each room passes a signal.",
            2 * PAIRS, PAIRS, UNCOUNTED * seconds, seconds, WARM);
    }

    @Override
    public void warm(Visitors visitors, Target target, Work work) {
        visitors.repeat(work.of(WARM), () -> visitors.newPair().compose(Pair::part));
    }

    @Override
    public List<Figure> measure(Visitors visitors, Target target, Work work) {
        long before = target.server().residentKilobytes();
        var pairs = visitors.pairs(work.of(PAIRS));
        int participants = 2 * pairs.size();
        // What the JIT makes of the first beats is paid once, as is what it makes of the first that ask who is there.
        visitors.await(() -> visitors.pass(UNCOUNTED * seconds));
        int pingsBefore = pings(pairs);
        var cost = target.costOf(() -> visitors.await(() -> visitors.pass(seconds)));
        int pings = pings(pairs) - pingsBefore;
        Violation.unless(pings >= (seconds - 1) / PING_SECONDS * participants, "pings do not come every 3 seconds");
        long resident = target.server().residentKilobytes();
        visitors.await(() -> Future.all(
            IntStream.range(0, pairs.size()).mapToObj(number -> stillTalk(pairs.get(number), number)).toList())
            .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return List.of(
            new Figure("resident KB each", (double) (resident - before) / participants),
            new Figure("CPU µs a ping", cost.server() * MICROSECONDS / pings),
            new Figure("MB resident before", before / KILOBYTES));
    }

    private static Future<Void> stillTalk(Pair pair, long number) {
        var signal = Signal.candidate(number);
        pair.first().says(signal);
        return pair.second().hears(signal, pair.first());
    }

    private static int pings(List<Pair> pairs) {
        return pairs.stream().mapToInt(pair -> pair.first().pings() + pair.second().pings()).sum();
    }
}
