package io.nullroom.turn;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.IssueIceServers;
import io.nullroom.contracts.Service;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turn-broker: answers {@link IssueIceServers} and {@link CheckHealth#TURN}. */
public final class TurnVerticle extends VerticleBase implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(TurnVerticle.class);

    private final TurnConfig config;
    private final Bus bus;

    /** A broker for the provider of {@code config}. */
    public TurnVerticle(TurnConfig config, Bus bus) {
        this.config = config;
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        return config.issuer().open(vertx)
            .compose(open -> bus.answer(IssueIceServers.ADDRESS, this::issue))
            .compose(issuing -> bus.answer(CheckHealth.TURN, question -> health()));
    }

    /** Of the broker alone: rooms open without a relay too, so a provider that is away does not make it ill. */
    @Override
    public Future<Done> health() {
        return Future.succeededFuture(Done.DONE);
    }

    private Future<IssueIceServers.Reply> issue(IssueIceServers question) {
        return Future.succeededFuture(question.lifeMillis())
            .compose(config.issuer()::issue)
            .map(IssueIceServers.Reply::new)
            .recover(cause -> {
                // The type alone: an exception's text may quote a credential.
                LOG.warn("TURN provider {} issued nothing: {}", config.provider(), cause.getClass().getName());
                return FailureException.failed(Failure.SERVICE_UNAVAILABLE);
            });
    }
}
