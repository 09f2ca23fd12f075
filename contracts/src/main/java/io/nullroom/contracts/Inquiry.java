package io.nullroom.contracts;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * One question to a cluster in which somebody may just have died, asked until it is answered or its time is over.
 *
 * <p>Where nobody is registered it is asked again after a pause: the question was delivered to nobody, and somebody may
 * be about to start. Where no answer comes and the question may be repeated, it is asked once more, which goes to
 * another instance where there is one. The first answer counts, whoever gives it. {@link Insistence} says how much of
 * that is done.
 *
 * @param <R> what comes back
 */
final class Inquiry<R> {
    /** How long to wait for one instance before another is asked; a living one answers in a few. */
    static final long PATIENCE_MILLIS = 700;
    private static final long PAUSE_MILLIS = 100;
    private static final long NONE = -1;
    /** The same where whoever is asked asks a provider, which would otherwise be asked twice. */
    private static final long LONG_PATIENCE_MILLIS = IssueIceServers.PROVIDER_TIMEOUT.toMillis() + PAUSE_MILLIS;

    private final Vertx vertx;
    private final Insistence insistence;
    private final LongFunction<Future<R>> attempt;
    private final long end = System.nanoTime() + Bus.TIMEOUT.toNanos();
    private final Promise<R> answer = Promise.promise();

    /**
     * A question that has not been asked yet.
     *
     * @param attempt asks somebody, who has so many milliseconds to answer
     */
    Inquiry(Vertx vertx, Insistence insistence, LongFunction<Future<R>> attempt) {
        this.vertx = vertx;
        this.insistence = insistence;
        this.attempt = attempt;
    }

    /** Asks; fails as the last attempt does. */
    Future<R> answer() {
        ask();
        return answer.future();
    }

    private void ask() {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        long patience = insistence == Insistence.DELIVERED_ONCE ? NONE
            : vertx.setTimer(patience(), over -> askAgain());
        attempt.apply(left)
            .onComplete(answered -> vertx.cancelTimer(patience))
            .onSuccess(answer::tryComplete)
            .onFailure(cause -> {
                if (isDeliveredToNobody(cause) && insistence != Insistence.DISPENSABLE && left > PAUSE_MILLIS) {
                    vertx.setTimer(PAUSE_MILLIS, over -> askAgain());
                } else {
                    answer.tryFail(cause);
                }
            });
    }

    private long patience() {
        return insistence == Insistence.DISPENSABLE ? LONG_PATIENCE_MILLIS : PATIENCE_MILLIS;
    }

    private void askAgain() {
        if (!answer.future().isComplete()) {
            ask();
        }
    }

    private static boolean isDeliveredToNobody(Throwable cause) {
        return cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }
}
