package io.nullroom.launcher;

import io.nullroom.management.ManagementVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.Set;

/** The running program: the services of one JVM and the Vert.x that carries them. */
final class Nullroom {
    private final Carrier carrier;
    private final Services services;
    private final ManagementVerticle management;

    private Nullroom(Carrier carrier, Services services, ManagementVerticle management) {
        this.carrier = carrier;
        this.services = services;
        this.management = management;
    }

    /** Starts the services of those roles; fails, with nothing left running, where one cannot start. */
    static Future<Nullroom> start(Settings settings, Set<Role> roles) {
        return Carrier.of(settings.cluster()).compose(carrier -> deploy(settings, roles, carrier));
    }

    private static Future<Nullroom> deploy(Settings settings, Set<Role> roles, Carrier carrier) {
        var management = new ManagementVerticle(settings.management());
        var services = new Services(settings, roles, carrier, management);
        // Of no context: the event loops have ended by the time that a refusal is told.
        Promise<Nullroom> started = Promise.promise();
        carrier.vertx().deployVerticle(services.together())
            .onSuccess(deployed -> started.complete(new Nullroom(carrier, services, management)))
            .onFailure(refusal -> carrier.close().onComplete(closed -> started.fail(refusal)));
        return started.future();
    }

    /** The port that people come in by, where there is a gateway. */
    Optional<Integer> port() {
        return services.port();
    }

    /** The port that operators look at, where one is set. */
    Optional<Integer> managementPort() {
        return management.port();
    }

    /** Stops everything in order; done when the last socket is closed. */
    Future<Void> stop() {
        management.leave();
        return carrier.close();
    }
}
