package io.nullroom.room;

import io.micrometer.core.instrument.MeterRegistry;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Beats;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.Roster;
import io.nullroom.contracts.Service;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room-service: answers what is asked about rooms and handshakes, from Redis or from memory.
 *
 * <p>It starts without Redis, too, and answers that the store is unavailable until there is one; unless Redis has to be
 * one that forgets, which is to be seen first. Rooms in memory belong
 * to one verticle: a second one would not know of them. With Redis, any number may run anywhere.
 */
public final class RoomVerticle extends VerticleBase implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(RoomVerticle.class);
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);
    /** How long a Redis that has to be looked at before anything is given to it may take to be there. */
    private static final Duration START = Duration.ofSeconds(20);

    private final RoomConfig config;
    private final Bus bus;
    private final MeterRegistry meters;
    private final Roster roster = new Roster();
    private RoomStore store;
    private List<Bus.Answering> answering = List.of();

    /** A verticle that answers on {@code bus} and counts in {@code meters}. */
    public RoomVerticle(RoomConfig config, Bus bus, MeterRegistry meters) {
        this.config = config;
        this.bus = bus;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        var redis = config.redis().map(there -> new RedisLink(vertx, there, RedisLink.PATIENCE));
        store = new MeasuredRoomStore(meters,
            redis.<RoomStore>map(link -> new RedisRoomStore(config, link)).orElseGet(this::memory));
        return redis.map(link -> link.admission(START)).orElse(Future.succeededFuture())
            .recover(refusal -> store.close().transform(closed -> Future.failedFuture(refusal)))
            .compose(admitted -> answer());
    }

    private Future<?> answer() {
        Beats.begin(vertx, AnnounceInstance.PERIOD, roster::beat);
        return bus.listen(AnnounceInstance.ADDRESS, roster::hear).compose(heard -> Future.all(List.of(
            bus.answer(CreateRoom.ADDRESS, question -> store.create(RoomId.random())),
            bus.answer(FindRoom.ADDRESS, store::find),
            bus.answer(JoinRoom.ADDRESS, question -> store.join(question, ConnectionId.random())),
            bus.answer(LeaveRoom.ADDRESS, store::leave),
            bus.answer(HoldPlace.ADDRESS, store::hold),
            bus.answer(ReleasePlace.ADDRESS, store::release),
            bus.answer(FindPeer.ADDRESS, this::findPeer),
            bus.answer(StoreHandshake.ADDRESS, store::store),
            bus.answer(TakeHandshake.ADDRESS, store::take),
            bus.answer(CheckHealth.ROOM, question -> health()))))
            .onSuccess(all -> answering = all.list());
    }

    /** A write to the store has to succeed. */
    @Override
    public Future<Done> health() {
        return store.check(new CheckHealth());
    }

    /** Others are asked from now on; what was asked before is answered when the store has answered once more. */
    @Override
    public Future<?> stop() {
        return Future.join(answering.stream().map(Bus.Answering::end).toList())
            .transform(ended -> health())
            .transform(answered -> store.close());
    }

    /** An instance that is dead can hold nobody's place: here it is done for it, whoever of its neighbours asks. */
    private Future<FindPeer.Reply> findPeer(FindPeer question) {
        return store.findPeer(question).compose(found -> found.peer()
            .filter(peer -> peer.present() && isLost(peer.endpoint(), question))
            .map(peer -> store.hold(new HoldPlace(question.room(), peer.endpoint()))
                .compose(held -> store.findPeer(question)))
            .orElse(Future.succeededFuture(found)));
    }

    private boolean isLost(Endpoint peer, FindPeer question) {
        return roster.misses(peer.instance()) || question.unknown().equals(Optional.of(peer));
    }

    private RoomStore memory() {
        // Not the time of day, which may be set back.
        var memory = new MemoryRoomStore(config, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        vertx.setPeriodic(SWEEP_INTERVAL.toMillis(), timer -> memory.sweep());
        LOG.info("Rooms are kept in the memory of this process");
        return memory;
    }
}
