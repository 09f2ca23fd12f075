package io.nullroom.turn;

import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.IssueIceServers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a provider within its allowance and not while it is away, and always has an answer: the provider's, else its
 * last one while that lives long enough, else none. On its event loop only.
 */
final class CarefulIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(CarefulIssuer.class);

    private final TurnConfig config;
    private final TurnProvider.Issuer issuer;
    private final Allowance allowance;
    private final LongSupplier nanos;
    private final CircuitBreaker breaker;
    private Kept last = Kept.NOTHING;
    private boolean exhausted;

    /** An answer of the provider's, and until when it can be used again. */
    private record Kept(List<IceServer> servers, long until) {
        static final Kept NOTHING = new Kept(List.of(), 0);
    }

    /** One whose provider answers on its event loop; {@code nanos} is a clock that never goes back. */
    CarefulIssuer(TurnConfig config, TurnProvider.Issuer issuer, LongSupplier nanos) {
        this.config = config;
        this.issuer = issuer;
        this.nanos = nanos;
        allowance = config.mostPerMinute().map(most -> Allowance.perMinute(most, nanos)).orElse(Allowance.UNLIMITED);
        breaker = new CircuitBreaker(nanos);
    }

    /**
     * The servers for one participant of a room; never fails.
     *
     * @param roomLife what is left of the room's life
     */
    Future<List<IceServer>> issue(Duration roomLife) {
        return breaker.mayAsk() && isAllowed() ? ask(roomLife) : Future.succeededFuture(lastGood(roomLife));
    }

    /** Forgets what can be of no use to anybody any more; to be called now and then. */
    void sweep() {
        if (last.until() - nanos.getAsLong() <= 0) {
            last = Kept.NOTHING;
        }
    }

    private boolean isAllowed() {
        boolean allowed = allowance.take();
        if (!allowed && !exhausted) {
            LOG.warn("The limit of TURN credentials a minute is reached; rooms open without a relay");
        }
        exhausted = !allowed;
        return allowed;
    }

    private Future<List<IceServer>> ask(Duration roomLife) {
        var life = roomLife.plus(config.grace());
        var until = nanos.getAsLong() + life.toNanos();
        return issued(life.plusMillis(999).toSeconds())
            .timeout(IssueIceServers.PROVIDER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
            .onSuccess(servers -> {
                breaker.succeeded();
                last = config.keepsLast() ? new Kept(servers, until) : Kept.NOTHING;
            })
            .recover(failure -> {
                breaker.failed();
                LOG.warn("TURN provider {} issued nothing: {}{}", config.provider(), reason(failure),
                    breaker.isOpen() ? "; left alone for " + CircuitBreaker.REST.toSeconds() + " s" : "");
                return Future.succeededFuture(lastGood(roomLife));
            });
    }

    /** A provider that throws fails as others do. */
    private Future<List<IceServer>> issued(long lifeSeconds) {
        try {
            return issuer.issue(lifeSeconds);
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private List<IceServer> lastGood(Duration roomLife) {
        return last.until() - nanos.getAsLong() >= roomLife.toNanos() ? last.servers() : List.of();
    }

    /** Of what is not our own the type alone: an exception's text may quote a credential. */
    private static String reason(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal.getMessage();
        }
        return failure instanceof TimeoutException
            ? "no answer within " + IssueIceServers.PROVIDER_TIMEOUT.toMillis() + " ms" : failure.getClass().getName();
    }
}
