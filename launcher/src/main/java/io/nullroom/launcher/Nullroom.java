package io.nullroom.launcher;

import io.nullroom.contracts.Bus;
import io.nullroom.gateway.Cable;
import io.nullroom.gateway.GatewayVerticle;
import io.nullroom.room.RoomVerticle;
import io.nullroom.signaling.SignalingVerticle;
import io.nullroom.turn.TurnVerticle;
import io.nullroom.web.WebAssetsVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The running program: the services of one JVM and the Vert.x that carries them.
 *
 * <p>They start in the order of {@link Role}. They stop so that nobody is cut off: signaling first, which sends its
 * clients away to come back and has their places held; then the port; then what stands behind both.
 */
final class Nullroom {
    private static final List<Role> STOPPING = List.of(Role.SIGNALING, Role.GATEWAY, Role.ROOM, Role.TURN, Role.ASSETS);

    private final Vertx vertx;
    private final Optional<GatewayVerticle> gateway;

    private Nullroom(Vertx vertx, Optional<GatewayVerticle> gateway) {
        this.vertx = vertx;
        this.gateway = gateway;
    }

    /** Starts the services of those roles; fails, with nothing left running, where one cannot start. */
    static Future<Nullroom> start(Settings settings, Set<Role> roles) {
        var vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(
            // Nothing is to be written to disk, not even a cache of our own files.
            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var bus = new Bus(vertx);
        Map<Role, Deployable> services = new EnumMap<>(Role.class);
        var signaling = new SignalingVerticle(settings.signaling(), bus, !roles.contains(Role.GATEWAY));
        var gateway = new GatewayVerticle(settings.gateway(), bus,
            Optional.<Cable>of(signaling::accept).filter(here -> roles.contains(Role.SIGNALING)));
        services.put(Role.ROOM, new RoomVerticle(settings.room(), bus));
        services.put(Role.TURN, new TurnVerticle(settings.turn(), bus));
        services.put(Role.ASSETS, new WebAssetsVerticle(bus));
        services.put(Role.SIGNALING, signaling);
        services.put(Role.GATEWAY, gateway);
        services.keySet().retainAll(roles);
        var stopping = STOPPING.stream().flatMap(role -> Stream.ofNullable(services.get(role))).toList();
        // Of no context: the event loops have ended by the time that a refusal is told.
        Promise<Nullroom> started = Promise.promise();
        vertx.deployVerticle(new Together(List.copyOf(services.values()), stopping))
            .onSuccess(deployed -> started.complete(
                new Nullroom(vertx, Optional.of(gateway).filter(port -> roles.contains(Role.GATEWAY)))))
            .onFailure(refusal -> vertx.close().onComplete(closed -> started.fail(refusal)));
        return started.future();
    }

    /** The port that people come in by, where there is a gateway. */
    Optional<Integer> port() {
        return gateway.map(GatewayVerticle::port);
    }

    /** Stops everything in order; done when the last socket is closed. */
    Future<Void> stop() {
        return vertx.close();
    }
}
