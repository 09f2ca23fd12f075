package io.nullroom.signaling;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.flow.FlowControlHandler;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Beats;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CableHandshake;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.Holdings;
import io.nullroom.contracts.Roster;
import io.nullroom.contracts.Service;
import io.nullroom.contracts.SendAway;
import io.nullroom.contracts.StreamBytes;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signaling-service: takes WebSocket upgrades and speaks ActionCable on them.
 *
 * <p>Beside a gateway it has no port of its own: the gateway hands over the request by {@link #accept}, on this
 * verticle's event loop. Alone it has one, and says on the bus where it is and how busy.
 */
public final class SignalingVerticle extends VerticleBase implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(SignalingVerticle.class);
    /** The stock client takes twice this time of silence for a dead link. */
    static final long HEARTBEAT_MILLIS = TimeUnit.SECONDS.toMillis(3);

    private final SignalingConfig config;
    private final Bus bus;
    private final Optional<String> alone;
    private final MeterRegistry registry;
    private final Roster roster = new Roster();
    private final Holdings holdings = new Holdings(Holdings.SHARE_OF_HEAP);
    private Instance instance;
    private GatewaySockets gateways;
    private Bus.Answering answering;
    private int port;
    private boolean draining;

    /**
     * A service with those settings, on that bus, counting in {@code registry}.
     *
     * @param alone where others reach this process; empty where a gateway in it takes the sockets
     */
    public SignalingVerticle(SignalingConfig config, Bus bus, Optional<String> alone, MeterRegistry registry) {
        this.config = config;
        this.bus = bus;
        this.alone = alone;
        this.registry = registry;
    }

    /** The port of its own, where it is alone; to be asked after the start. */
    public Optional<Integer> port() {
        return Optional.of(port).filter(open -> open > 0);
    }

    @Override
    public Future<?> start() {
        instance = new Instance(config, new BusRooms(bus), new VertxTime(vertx), new BusNeighbours(bus, roster),
            new SignalingMeters(registry), alone.isPresent(), new Kept(Holdings.SHARE_OF_HEAP));
        gateways = new GatewaySockets(instance.name(), this::take);
        vertx.setPeriodic(HEARTBEAT_MILLIS, beat -> instance.beat());
        return Future.all(
                bus.listen(AnnounceInstance.ADDRESS, roster::hear),
                bus.answer(TellParticipant.at(instance.name()), instance::deliver),
                bus.answer(TakeOver.at(instance.name()), instance::handOver),
                bus.answer(SendAway.at(instance.name()), this::sendAway))
            .compose(reachable -> alone.isPresent()
                ? new SocketServer(vertx, config.port(), SocketServer.PATIENCE, this::accept, gateways::accept).listen()
                : Future.succeededFuture(0))
            .compose(open -> {
                port = open;
                alone.ifPresent(address -> LOG.info("Takes sockets at {}:{}", host(), port));
                // Not before: gateways would know it without a port, and not write down where it is when it has one.
                announce();
                Beats.begin(vertx, AnnounceInstance.PERIOD, this::beat);
                return bus.answer(CheckHealth.SIGNALING, question -> health());
            })
            .onSuccess(ready -> answering = ready);
    }

    /** Well until it drains. */
    @Override
    public Future<Done> health() {
        return draining ? FailureException.failed(Failure.SERVER_RESTART) : Future.succeededFuture(Done.DONE);
    }

    /** Lets every client go, to another instance or to come back, and waits until their places are held. */
    @Override
    public Future<?> stop() {
        draining = true;
        gateways.drain();
        announce();
        var sockets = instance.sockets();
        return answering.end().otherwiseEmpty().compose(unready -> instance.drain())
            .onSuccess(held -> LOG.info("Let {} sockets go, to other instances or to reconnect", sockets));
    }

    private void beat() {
        roster.beat();
        announce();
        instance.watch();
    }

    private void announce() {
        bus.publish(AnnounceInstance.ADDRESS,
            new AnnounceInstance(instance.name(), host(), port, instance.sockets(), !draining));
    }

    /** Where others reach its port. */
    private String host() {
        return config.port().address().or(() -> alone).orElse("");
    }

    /**
     * Takes over the upgrade of {@code request} to a WebSocket; answers it with a status where it cannot be had.
     *
     * <p>To be called on this verticle's event loop.
     */
    public void accept(HttpServerRequest request) {
        if (draining) {
            SocketServer.refuse(request, Failure.SERVER_RESTART);
        } else {
            CableHandshake.faultOf(request).ifPresentOrElse(
                fault -> SocketServer.refuse(request, fault), () -> converse(request));
        }
    }

    private void converse(HttpServerRequest request) {
        var wire = new SocketWire((ContextInternal) context, Optional.empty(), holdings);
        request.endHandler(read -> CableHandshake.accept(request, wire.reader(), new FlowControlHandler(), wire)
            .onSuccess(answered -> wire.open(socket -> instance.open(socket, Arrival.DIRECT))));
    }

    /** Takes over a socket that a gateway passes on. */
    private void take(Channel stream, Arrival arrival) {
        var wire = new SocketWire((ContextInternal) context, arrival.passage(), holdings);
        stream.pipeline().addLast(new StreamBytes(), wire.reader(), new FlowControlHandler(), wire);
        // Netty calls this, and what it asks on the bus is to be answered in the context of all the rest.
        ((ContextInternal) context).dispatch(wire, taken -> taken.open(socket -> instance.open(socket, arrival)));
    }

    private Future<Done> sendAway(SendAway question) {
        instance.sendAway(question.gateway());
        return Future.succeededFuture(Done.DONE);
    }
}
