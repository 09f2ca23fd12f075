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

    private final Carrier carrier;
    private final Optional<GatewayVerticle> gateway;

    private Nullroom(Carrier carrier, Optional<GatewayVerticle> gateway) {
        this.carrier = carrier;
        this.gateway = gateway;
    }

    /** Starts the services of those roles; fails, with nothing left running, where one cannot start. */
    static Future<Nullroom> start(Settings settings, Set<Role> roles) {
        return Carrier.of(settings.cluster()).compose(carrier -> deploy(settings, roles, carrier));
    }

    private static Future<Nullroom> deploy(Settings settings, Set<Role> roles, Carrier carrier) {
        var bus = new Bus(carrier.vertx());
        Map<Role, Deployable> services = new EnumMap<>(Role.class);
        var signaling = new SignalingVerticle(settings.signaling(), bus,
            Optional.of(carrier.address()).filter(alone -> !roles.contains(Role.GATEWAY)));
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
        carrier.vertx().deployVerticle(new Together(List.copyOf(services.values()), stopping))
            .onSuccess(deployed -> started.complete(
                new Nullroom(carrier, Optional.of(gateway).filter(port -> roles.contains(Role.GATEWAY)))))
            .onFailure(refusal -> carrier.close().onComplete(closed -> started.fail(refusal)));
        return started.future();
    }

    /** The port that people come in by, where there is a gateway. */
    Optional<Integer> port() {
        return gateway.map(GatewayVerticle::port);
    }

    /** Stops everything in order; done when the last socket is closed. */
    Future<Void> stop() {
        return carrier.close();
    }
}
