package io.nullroom.turn;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.IssueIceServers;
import io.nullroom.contracts.Service;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;

/** The turn-broker: answers {@link IssueIceServers} and {@link CheckHealth#TURN}. */
public final class TurnVerticle extends VerticleBase implements Service {
    private static final long SWEEP_MILLIS = 10_000;

    private final TurnConfig config;
    private final Bus bus;

    /** A broker for the provider of {@code config}. */
    public TurnVerticle(TurnConfig config, Bus bus) {
        this.config = config;
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        var issuer = new CarefulIssuer(config, answeringHere(config.setup().open(vertx)), System::nanoTime);
        vertx.setPeriodic(SWEEP_MILLIS, sweep -> issuer.sweep());
        return bus
            .answer(IssueIceServers.ADDRESS, question ->
                issuer.issue(Duration.ofMillis(question.lifeMillis()))
                    .map(servers -> new IssueIceServers.Reply(servers, config.isAlikeForAll())))
            .compose(issuing -> bus.answer(CheckHealth.TURN, question -> health()));
    }

    /** A provider may answer on another thread, and one that does not answer at all is given up on one of nobody's. */
    private TurnProvider.Issuer answeringHere(TurnProvider.Issuer provider) {
        var loop = (ContextInternal) context;
        return lifeSeconds -> loop.succeededFuture(lifeSeconds).compose(provider::issue);
    }

    /** Of the broker alone: rooms open without a relay too, so a provider that is away does not make it ill. */
    @Override
    public Future<Done> health() {
        return Future.succeededFuture(Done.DONE);
    }
}
