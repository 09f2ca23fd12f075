package io.nullroom.launcher;

import io.nullroom.contracts.Bus;
import io.nullroom.management.ManagementVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Optional;
import java.util.Set;

/** The running program: the services of one JVM and the Vert.x that carries them. */
final class Nullroom {
    private final Vertx vertx;
    private final Services services;
    private final ManagementVerticle management;

    private Nullroom(Vertx vertx, Services services, ManagementVerticle management) {
        this.vertx = vertx;
        this.services = services;
        this.management = management;
    }

    /** Starts the services of those roles; fails, with nothing left running, where one cannot start. */
    static Future<Nullroom> start(Settings settings, Set<Role> roles) {
        var vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(
            // Nothing is to be written to disk, not even a cache of our own files.
            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var management = new ManagementVerticle(settings.management());
        var services = new Services(settings, roles, new Bus(vertx), management);
        // Of no context: the event loops have ended by the time that a refusal is told.
        Promise<Nullroom> started = Promise.promise();
        vertx.deployVerticle(services.together())
            .onSuccess(deployed -> started.complete(new Nullroom(vertx, services, management)))
            .onFailure(refusal -> vertx.close().onComplete(closed -> started.fail(refusal)));
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
        return vertx.close();
    }
}
