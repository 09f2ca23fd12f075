package io.nullroom.bench;

import java.util.List;
import java.util.Locale;

/** A start, and what the server has then that nobody has asked anything of. */
final class Start implements Scenario {
    private static final int SETTLE_SECONDS = 2;
    private static final double MILLISECONDS = 1000;
    private static final double KILOBYTES = 1000;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String meaning() {
        return String.format(Locale.ROOT, "From the start of the command until `/up` is answered with 200; CPU and "
            + "memory %d seconds later. Nullroom is started by `bin/run`, with its look for changed sources and "
            + "with what it had Java learn from a start before (JEP 350); Nullroom on Java 25 by `java` itself, with "
            + "compact object headers; learnt is `bin/run` with that Java (JEP 514).", SETTLE_SECONDS);
    }

    @Override
    public List<Contender> contenders() {
        return List.of(Contender.FLOOR, Contender.NODE, Contender.MEMORY, Contender.NEWER, Contender.LEARNT);
    }

    @Override
    public void warm(Visitors visitors, Target target, Work work) {
        visitors.await(() -> visitors.pass(SETTLE_SECONDS));
    }

    @Override
    public List<Figure> measure(Visitors visitors, Target target, Work work) {
        return List.of(
            new Figure("ms until up", target.startSeconds() * MILLISECONDS),
            new Figure("CPU ms", target.server().cpuSeconds() * MILLISECONDS),
            new Figure("MB resident", target.server().residentKilobytes() / KILOBYTES));
    }
}
