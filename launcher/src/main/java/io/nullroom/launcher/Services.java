package io.nullroom.launcher;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Service;
import io.nullroom.gateway.Cable;
import io.nullroom.gateway.GatewayVerticle;
import io.nullroom.management.ManagementVerticle;
import io.nullroom.room.RoomVerticle;
import io.nullroom.signaling.SignalingVerticle;
import io.nullroom.turn.TurnVerticle;
import io.nullroom.web.WebAssetsVerticle;
import io.vertx.core.Deployable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The services of one process, made and wired, and the management that tells of them.
 *
 * <p>They start in the order of {@link Role}. They stop so that nobody is cut off: signaling first, which sends its
 * clients away to come back and has their places held; then the port; then what stands behind both.
 */
final class Services {
    private static final List<Role> STOPPING = List.of(Role.SIGNALING, Role.GATEWAY, Role.ROOM, Role.TURN, Role.ASSETS);

    private final Map<Role, Service> running = new EnumMap<>(Role.class);
    private final ManagementVerticle management;
    private final GatewayVerticle gateway;

    /** Those of {@code roles}, carried by {@code carrier}. */
    Services(Settings settings, Set<Role> roles, Carrier carrier, ManagementVerticle management) {
        this.management = management;
        var meters = management.registry();
        var bus = new Bus(carrier.vertx(), meters);
        var signaling = new SignalingVerticle(settings.signaling(), bus,
            Optional.of(carrier.address()).filter(alone -> !roles.contains(Role.GATEWAY)), meters);
        gateway = new GatewayVerticle(settings.gateway(), bus,
            Optional.<Cable>of(signaling::accept).filter(here -> roles.contains(Role.SIGNALING)), meters);
        running.put(Role.ROOM, new RoomVerticle(settings.room(), bus, meters));
        running.put(Role.TURN, new TurnVerticle(settings.turn(), bus));
        running.put(Role.ASSETS, new WebAssetsVerticle(bus));
        running.put(Role.SIGNALING, signaling);
        running.put(Role.GATEWAY, gateway);
        running.keySet().retainAll(roles);
        management.watch(running.entrySet().stream()
            .collect(Collectors.toMap(service -> service.getKey().toString(), Map.Entry::getValue)));
    }

    /** All of them as one, the management around them: there first, and there to the last. */
    Deployable together() {
        Stream<Deployable> stopping = STOPPING.stream().flatMap(role -> Stream.ofNullable(running.get(role)));
        return new Together(
            Stream.concat(Stream.of(management), running.values().stream()).toList(),
            Stream.concat(stopping, Stream.of(management)).toList());
    }

    /** The port that people come in by, where there is a gateway; to be asked after the start. */
    Optional<Integer> port() {
        return Optional.ofNullable(running.get(Role.GATEWAY)).map(there -> gateway.port());
    }
}
