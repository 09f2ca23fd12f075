package io.nullroom.bench;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Two people meet: a room, two sockets, an offer and an answer with their candidates, and the end. */
final class Lifecycle implements Scenario {
    /** The JIT is at work for longer than in any other scenario: all of the server takes part. */
    private static final int WARM = 30_000;
    private static final int PARTS = 4;
    private static final int MEASURED = 5000;
    /** With few at once, processes that ask each other mostly wait, and being woken up is most of what they do. */
    private static final int FEW = Visitors.ABREAST;
    private static final int MANY = 4 * FEW;
    private static final double MILLISECONDS = 1000;
    private static final double KILOBYTES = 1000;

    private final AtomicLong number = new AtomicLong();

    @Override
    public String name() {
        return "lifecycle";
    }

    @Override
    public String meaning() {
        return String.format(Locale.ROOT, "POST /rooms, two sockets, two subscribes, an offer and an answer of 3 "
            + "KB and 12 candidates of 250 bytes a side, leave, peer_left, close; %,d of them with %d at once and as "
            + "many with %d, after %,d of both together that are not counted, or twice as many where two instances "
            + "share the sockets. Apart is: a gateway with turn-broker and assets, two of signaling, a room-service, "
            + "and the CPU and memory of all. There sockets go where the gateway passes them on to, and how often the "
            + "instances asked each other says how many rooms were told apart; or they go straight to the instances, "
            + "as a load balancer may send them, both of a room to one, or to two.",
            MEASURED, FEW, MANY, WARM);
    }

    @Override
    public List<Contender> contenders() {
        return Stream.concat(Contender.USUAL.stream(),
            Stream.of(Contender.APART, Contender.BESIDE, Contender.ACROSS)).toList();
    }

    @Override
    public void warm(Visitors visitors, Target target, Work work) {
        for (int part = 0; part < PARTS; part++) {
            live(visitors, work.of(WARM / PARTS / 2), FEW);
            live(visitors, work.of(WARM / PARTS / 2), MANY);
            // The JIT begins anew with what all of a server shares when it first sees it used so.
            target.crossings().count();
        }
    }

    @Override
    public List<Figure> measure(Visitors visitors, Target target, Work work) {
        int times = work.of(MEASURED);
        long before = target.crossings().count();
        var few = target.costOf(() -> live(visitors, times, FEW));
        var many = target.costOf(() -> live(visitors, times, MANY));
        return List.of(
            new Figure("CPU ms a lifecycle, " + FEW + " at once", few.server() * MILLISECONDS / times),
            new Figure(MANY + " at once", many.server() * MILLISECONDS / times),
            new Figure("CPU ms of Redis", many.store() * MILLISECONDS / times),
            new Figure("questions between instances", (target.crossings().count() - before) / (2.0 * times)),
            new Figure("lifecycles a second", times / many.elapsed()),
            new Figure("MB resident", target.server().residentKilobytes() / KILOBYTES));
    }

    private void live(Visitors visitors, int times, int abreast) {
        visitors.repeat(times, abreast, () -> visitors.newPair().compose(this::negotiate).compose(Pair::part));
    }

    private Future<Pair> negotiate(Pair pair) {
        var offer = Signal.negotiation("offer", number.incrementAndGet());
        var answer = Signal.negotiation("answer", number.incrementAndGet());
        offer.forEach(pair.first()::says);
        var answered = pair.second().hears(offer.get(0), pair.first()).compose(heard -> {
            answer.forEach(pair.second()::says);
            return pair.second().hears(offer.subList(1, offer.size()), pair.first());
        });
        return Future.all(answered, pair.first().hears(answer, pair.second())).map(both -> pair);
    }
}
