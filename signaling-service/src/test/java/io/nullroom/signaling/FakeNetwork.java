package io.nullroom.signaling;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The bus between instances; it can lose who is dead, and every answer. */
final class FakeNetwork implements Neighbours {
    final Map<String, Instance> instances = new HashMap<>();
    final List<TellParticipant> told = new ArrayList<>();
    private final Time time;
    final Set<String> dead = new HashSet<>();
    /** Whether what is asked arrives, and its answer does not. */
    boolean losesAnswers;
    boolean losesTakeOvers;
    /** How long a question takes to arrive, and an answer, in milliseconds. */
    long slowness;
    /** When those are given up who are asked from now on and do not answer. */
    Future<Void> patience = Future.succeededFuture();

    FakeNetwork(Time time) {
        this.time = time;
    }

    @Override
    public Future<TellParticipant.Reply> tell(String instance, TellParticipant news) {
        told.add(news);
        return slowly(() -> reach(instance) ? lossy(instances.get(instance).deliver(news)) : unreachable());
    }

    @Override
    public Future<TakeOver.Reply> takeOver(Endpoint former) {
        return slowly(() -> reach(former.instance()) && !losesTakeOvers
            ? lossy(instances.get(former.instance()).handOver(new TakeOver(former.socket()))) : unreachable());
    }

    private <T> Future<T> slowly(Supplier<Future<T>> question) {
        return slowness == 0 ? question.get() : time.pause(slowness).compose(arrived -> question.get())
            .compose(answer -> time.pause(slowness).map(answer));
    }

    @Override
    public boolean misses(String instance) {
        return !reach(instance);
    }

    private boolean reach(String instance) {
        return instances.containsKey(instance) && !dead.contains(instance);
    }

    private <T> Future<T> lossy(Future<T> answer) {
        return losesAnswers ? unreachable() : answer;
    }

    private <T> Future<T> unreachable() {
        return patience.compose(over -> FailureException.failed(Failure.SERVICE_UNAVAILABLE));
    }
}
