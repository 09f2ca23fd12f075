package io.nullroom.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CableHandshake;
import io.nullroom.contracts.DrainTime;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.Holdings;
import io.nullroom.contracts.SendAway;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Passes WebSockets on to the signaling instances, by a trunk to each of these.
 *
 * <p>The handshake is answered here, and an instance asked when the client has said which room it asks for: those of
 * one room go to one instance, and who names none to the one that is least busy. Where the instance dies or goes down
 * later, another one goes on with the socket, and its client does not notice. On its event loop only.
 */
final class Tunnel implements Cable {
    /** One that lives answers in a few; the next one's first ping is to come before a client gives up. */
    private static final int ANSWER_MILLIS = 2000;
    /** A client that is refused may stay away for longer than it takes until an instance is there again. */
    private static final int TRIES = 8;
    /** A client whose socket stays open and silent waits a little less than the two pings after which it gives up. */
    private static final int MOVING_TRIES = 20;
    private static final long PAUSE_MILLIS = 250;
    /** In beats: who has said nothing for that long gets an instance all the same, to be pinged and judged by. */
    private static final int SILENCE = 2;

    /** How long a client that was sent away may take to close its socket, and its instance to close it then. */
    private static final Duration CLOSING = Duration.ofMillis(2500);

    private final String name = UUID.randomUUID().toString();
    private final Vertx vertx;
    private final ContextInternal context;
    private final Bus bus;
    private final Instances instances;
    private final DrainTime drain;
    private final Trunks trunks;
    private final Counter moves;
    private final Holdings holdings = new Holdings(Holdings.SHARE_OF_HEAP);
    private final Memory.Total remembered = new Memory.Total(Holdings.SHARE_OF_HEAP);
    private final Set<PassedSocket> sockets = new LinkedHashSet<>();
    /** Those for whom no instance has been asked yet. */
    private final Set<PassedSocket> arriving = new LinkedHashSet<>();
    /** Those that an instance has, or is asked to take, by its name. */
    private final Map<String, Set<PassedSocket>> stays = new HashMap<>();
    private final Promise<Void> empty;
    private boolean draining;

    Tunnel(Vertx vertx, Bus bus, Instances instances, DrainTime drain, MeterRegistry meters) {
        this.vertx = vertx;
        context = (ContextInternal) vertx.getOrCreateContext();
        // Of the context, as whatever is waited for within a time: that of a future of nobody's ends on another thread.
        empty = context.promise();
        this.bus = bus;
        this.instances = instances;
        this.drain = drain;
        trunks = new Trunks(vertx, name);
        moves = Counter.builder("nullroom.socket.moves")
            .description("Sockets that went on at another instance, unnoticed by their clients").register(meters);
    }

    @Override
    public void accept(HttpServerRequest upgrade) {
        CableHandshake.faultOf(upgrade).ifPresentOrElse(fault -> Answers.failure(upgrade, fault), () -> {
            upgrade.pause();
            open(upgrade, TRIES);
        });
    }

    /** Opens the socket when there is an instance to go to; nobody is welcomed to wait. */
    private void open(HttpServerRequest upgrade, int tries) {
        if (Connections.closed(upgrade.connection()).isComplete()) {
            return;
        }
        if (draining || tries == 0) {
            upgrade.resume();
            Answers.failure(upgrade, draining ? Failure.SERVER_RESTART : Failure.SERVICE_UNAVAILABLE);
        } else if (instances.byLoad().isEmpty()) {
            vertx.setTimer(PAUSE_MILLIS, later -> open(upgrade, tries - 1));
        } else {
            // No sooner: a request that has ended and is not answered is waited for, by who looks after deadlines.
            upgrade.endHandler(read -> welcome(upgrade));
            upgrade.resume();
        }
    }

    private void welcome(HttpServerRequest upgrade) {
        var leg = new Leg(context, Optional.of(holdings));
        var answered = CableHandshake.accept(upgrade, leg);
        var socket = new PassedSocket(leg, new Memory(remembered), this::move);
        sockets.add(socket);
        leg.whenEnded(() -> close(socket));
        answered.onSuccess(open -> {
            arriving.add(socket);
            socket.welcomes(() -> arrive(socket));
        });
    }

    /** It asks its first instance, once. */
    private void arrive(PassedSocket socket) {
        if (arriving.remove(socket)) {
            attempt(socket, TRIES, rowFor(socket).iterator());
        }
    }

    private List<AnnounceInstance> rowFor(PassedSocket socket) {
        return socket.room().map(instances::inRowOf).orElseGet(instances::byLoad);
    }

    /** A moment has passed: whoever has a socket at an instance that has gone silent, or waits for it, gets another. */
    void beat() {
        instances.beat();
        remembered.beat();
        trunks.beat(instances::hears);
        arriving.stream().filter(socket -> socket.rest() > SILENCE).toList().forEach(this::arrive);
        // Where there is no elsewhere it may be this gateway that hears nothing.
        boolean elsewhere = !instances.byLoad().isEmpty();
        stays.keySet().stream().filter(instance -> !instances.hears(instance)).toList()
            .forEach(silent -> List.copyOf(stays.getOrDefault(silent, Set.of())).forEach(socket -> {
                if (!socket.isJoined()) {
                    leave(socket);
                } else if (elsewhere && instances.misses(silent)) {
                    move(socket);
                }
            }));
    }

    /**
     * Takes no more sockets, and has the instances send those away that there are.
     *
     * <p>They alone can do it so that nothing is lost that is on its way. What is open still when they should be
     * done is closed here.
     */
    Future<Void> drain() {
        draining = true;
        stays.keySet().forEach(instance -> bus.request(SendAway.at(instance), new SendAway(name)));
        List.copyOf(arriving).forEach(this::giveUp);
        endIfEmpty();
        return empty.future().timeout(drain.most().plus(CLOSING).toMillis(), TimeUnit.MILLISECONDS)
            .transform((gone, late) -> {
                List.copyOf(sockets).forEach(socket -> {
                    if (socket.isJoined()) {
                        close(socket);
                    } else {
                        giveUp(socket);
                    }
                });
                return Future.succeededFuture();
            });
    }

    private void attempt(PassedSocket socket, int tries, Iterator<AnnounceInstance> rest) {
        if (!sockets.contains(socket)) {
            return;
        }
        if (!draining && rest.hasNext()) {
            passOn(socket, rest.next()).onFailure(unreachable -> attempt(socket, tries, rest));
        } else if (tries > 1 && !draining) {
            vertx.setTimer(PAUSE_MILLIS, later -> attempt(socket, tries - 1, rowFor(socket).iterator()));
        } else {
            giveUp(socket);
        }
    }

    /** There is no instance for it: its client is to come back by itself. */
    private void giveUp(PassedSocket socket) {
        socket.sendAway();
        close(socket);
    }

    /** Fails where the instance does not take it. */
    private Future<Void> passOn(PassedSocket socket, AnnounceInstance instance) {
        instances.give(instance);
        return trunks.to(instance).compose(trunk -> ask(socket, instance, trunk));
    }

    private Future<Void> ask(PassedSocket socket, AnnounceInstance instance, Channel trunk) {
        if (!sockets.contains(socket)) {
            // The client has left meanwhile: no instance is asked in vain.
            return FailureException.failed(Failure.CONNECTION_LOST);
        }
        var leg = new Leg(context);
        socket.asks(instance.instance(), leg);
        stays.computeIfAbsent(instance.instance(), first -> new HashSet<>()).add(socket);
        return SocketRequest.send(context, trunk, socket, leg)
            .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
            .onSuccess(taken -> take(socket, leg)).onFailure(refused -> {
                leave(socket);
                if (refused instanceof TimeoutException) {
                    trunks.retire(trunk);
                }
            });
    }

    private void take(PassedSocket socket, Leg leg) {
        if (draining) {
            // Too late for its instance to be asked to send it away, and nothing is on its way yet.
            giveUp(socket);
            return;
        }
        if (!socket.isNew()) {
            moves.increment();
        }
        leg.whenEnded(() -> lost(socket, leg));
        socket.joins();
    }

    private void lost(PassedSocket socket, Leg leg) {
        if (socket.goesBy(leg)) {
            move(socket);
        }
    }

    /** Its instance is gone, or asks for that: another one goes on with it, or its client comes back by itself. */
    private void move(PassedSocket socket) {
        if (socket.canMove()) {
            var former = socket.instance();
            leave(socket);
            attempt(socket, MOVING_TRIES, rowFor(socket).stream()
                .filter(instance -> !former.equals(Optional.of(instance.instance()))).iterator());
        } else {
            giveUp(socket);
        }
    }

    private void close(PassedSocket socket) {
        if (sockets.remove(socket)) {
            arriving.remove(socket);
            leave(socket);
            socket.letGo();
            endIfEmpty();
        }
    }

    /** Has it leave the instance that it is with, or asks. */
    private void leave(PassedSocket socket) {
        socket.instance().map(stays::get).ifPresent(there -> there.remove(socket));
        stays.values().removeIf(Set::isEmpty);
        socket.leave();
    }

    private void endIfEmpty() {
        if (draining && sockets.isEmpty()) {
            empty.tryComplete();
        }
    }
}
