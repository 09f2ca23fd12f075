package io.nullroom.gateway;

import io.netty.channel.Channel;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Trunk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A gateway's trunks, one to each signaling instance, from its first socket on. On their event loop only. */
final class Trunks {
    private static final int CONNECT_MILLIS = 1000;
    /** One that lives answers in a few. */
    private static final int ANSWER_MILLIS = 2000;

    private final ContextInternal context;
    private final String gateway;
    private final NetClient client;
    /** By the name of the instance; those that are asked for, too. */
    private final Map<String, Future<Channel>> trunks = new HashMap<>();
    /** Those on which no more sockets begin; they end with their last one. */
    private final Set<Channel> retired = new HashSet<>();

    /** Those of the gateway that has named itself so. */
    Trunks(Vertx vertx, String gateway) {
        this.gateway = gateway;
        context = (ContextInternal) vertx.getOrCreateContext();
        client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS)
            .setTcpKeepAlive(true));
    }

    /** The trunk to that instance, in the context of this; fails where there is none to be had. */
    Future<Channel> to(AnnounceInstance instance) {
        var name = instance.instance();
        Optional.ofNullable(trunks.get(name)).filter(Future::succeeded).map(Future::result)
            .filter(Trunk::isExhausted).ifPresent(this::retire);
        return Optional.ofNullable(trunks.get(name)).orElseGet(() -> begin(name, instance));
    }

    private Future<Channel> begin(String name, AnnounceInstance instance) {
        var trunk = client.connect(instance.port(), instance.host())
            .compose(connection -> TrunkRequest.send(context, connection, gateway, instance)
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS).onFailure(none -> connection.close()));
        trunks.put(name, trunk);
        trunk.onSuccess(open -> open.closeFuture().addListener(closed -> {
            trunks.remove(name, trunk);
            retired.remove(open);
        })).onFailure(none -> trunks.remove(name, trunk));
        return trunk;
    }

    /** No more sockets begin on a trunk: its instance does not answer there, though it may on another one. */
    void retire(Channel trunk) {
        trunks.values().removeIf(known -> known.succeeded() && known.result() == trunk);
        if (trunk.isOpen()) {
            retired.add(trunk);
        }
    }

    /** A moment has passed: retires those whose instance is not kept, and closes those retired that nobody uses. */
    void beat(Predicate<String> kept) {
        List.copyOf(trunks.keySet()).stream().filter(kept.negate()).forEach(instance ->
            trunks.get(instance).onSuccess(this::retire));
        List.copyOf(retired).stream().filter(trunk -> !Trunk.isUsed(trunk)).forEach(Channel::close);
    }
}
