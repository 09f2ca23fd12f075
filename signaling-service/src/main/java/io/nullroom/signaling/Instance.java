package io.nullroom.signaling;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One signaling instance: its sessions and the places whose socket is, or was last, here.
 *
 * <p>The only mutable maps of the service. Everything is called on the instance's event loop.
 */
final class Instance {
    private static final int KEY_BYTES = 16;
    /** How long it waits for those to return who have something to hear. */
    private static final long LINGER_MILLIS = 5000;
    private static final long SETTLE_MILLIS = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name = randomKey();
    private final SignalingConfig config;
    private final Rooms rooms;
    private final Time time;
    private final Neighbours neighbours;
    private final SignalingMeters meters;
    private final boolean passedOnTo;
    private final Kept kept;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Map<String, Place> places = new HashMap<>();
    /** Those of them who have to look around now and then; most of a hundred thousand need not. */
    private final Set<Place> watchful = new LinkedHashSet<>();

    /** An instance with a name of its own; {@code passedOnTo} where gateways of other processes pass sockets on. */
    Instance(SignalingConfig config, Rooms rooms, Time time, Neighbours neighbours, SignalingMeters meters,
             boolean passedOnTo, Kept kept) {
        this.passedOnTo = passedOnTo;
        this.config = config;
        this.rooms = rooms;
        this.time = time;
        this.neighbours = neighbours;
        this.meters = meters;
        this.kept = kept;
    }

    String name() {
        return name;
    }

    SignalingConfig config() {
        return config;
    }

    Rooms rooms() {
        return rooms;
    }

    Time time() {
        return time;
    }

    /** Whether a client's socket may have been at another instance before, and may go on to another one. */
    boolean isPassedOnTo() {
        return passedOnTo;
    }

    SignalingMeters meters() {
        return meters;
    }

    /** What is kept here of what participants have said. */
    Kept kept() {
        return kept;
    }

    /** A socket has been opened. */
    Session open(Wire wire, Arrival arrival) {
        var session = new Session(this, wire, arrival);
        sessions.add(session);
        session.welcome();
        return session;
    }

    void forget(Session session) {
        sessions.remove(session);
    }

    /** An endpoint that nobody has had; news that is sent to it arrives at {@code place} from now on. */
    Endpoint register(Place place) {
        var socket = randomKey();
        places.put(socket, place);
        return new Endpoint(name, socket);
    }

    void forget(Endpoint endpoint) {
        Optional.ofNullable(places.remove(endpoint.socket())).ifPresent(watchful::remove);
    }

    /** Tells a participant on the instance of that name: directly where that is this one, which costs nothing. */
    Future<TellParticipant.Reply> tell(String target, TellParticipant news) {
        return target.equals(name) ? deliver(news) : neighbours.tell(target, news);
    }

    /** News from an instance for a participant of this one. */
    Future<TellParticipant.Reply> deliver(TellParticipant news) {
        return Optional.ofNullable(places.get(news.socket())).map(place -> place.hear(news))
            .orElse(Future.succeededFuture(TellParticipant.Reply.UNKNOWN));
    }

    /** Takes over what is left at a former socket, wherever that is. */
    Future<TakeOver.Reply> takeOver(Endpoint former) {
        return former.instance().equals(name) ? handOver(new TakeOver(former.socket())) : neighbours.takeOver(former);
    }

    /** A socket of this instance is followed by another one. */
    Future<TakeOver.Reply> handOver(TakeOver question) {
        return Optional.ofNullable(places.get(question.socket())).map(Place::handOver)
            .orElse(Future.succeededFuture(TakeOver.Reply.NOTHING));
    }

    /** Whether the instance of an endpoint should be heard of and is not. */
    boolean misses(Endpoint endpoint) {
        return isElsewhere(endpoint) && neighbours.misses(endpoint.instance());
    }

    /** The participant at {@code endpoint} has an eye on something from now on; see {@link Place#watch}. */
    void watch(Endpoint endpoint) {
        Optional.ofNullable(places.get(endpoint.socket())).ifPresent(watchful::add);
    }

    /** Has everybody look whether the other one's instance is still there. */
    void watch() {
        List.copyOf(watchful).stream().filter(place -> !place.watch()).forEach(watchful::remove);
    }

    /** Whether an endpoint is at another instance. */
    boolean isElsewhere(Endpoint endpoint) {
        return !endpoint.instance().equals(name);
    }

    /** One beat of the heart: pings everybody, and parts with those who were silent or idle for too long. */
    void beat() {
        var ping = ServerMessages.ping(time.unixSeconds());
        List.copyOf(sessions).forEach(session -> session.beat(ping));
        meters.counted(census());
    }

    /**
     * Has everybody taken on elsewhere, or sends them away to come back there, one after the other, so that they do not
     * come as one.
     *
     * @return when all their places are held, and nobody has anything left to tell or enough time has passed
     */
    Future<Void> drain() {
        meters.drained();
        return inTurns(List.copyOf(sessions), Session::moveOn).compose(done -> settle(time.millis() + LINGER_MILLIS));
    }

    /** Sends those away to come back through another gateway who came through this one; they take turns, too. */
    void sendAway(String gateway) {
        inTurns(sessions.stream().filter(session -> session.arrival().by(gateway)).toList(), Session::end);
    }

    private Future<Void> inTurns(List<Session> leaving, BiFunction<Session, Failure, Future<Void>> farewell) {
        List<Future<Void>> held = new ArrayList<>();
        for (var session : leaving) {
            long turn = config.drain().turnOf(held.size(), leaving.size());
            held.add(turn == 0 ? farewell.apply(session, Failure.SERVER_RESTART)
                : time.pause(turn).compose(due -> farewell.apply(session, Failure.SERVER_RESTART)));
        }
        return Future.join(held).<Void>mapEmpty().otherwiseEmpty();
    }

    private Future<Void> settle(long deadline) {
        return places.values().stream().noneMatch(Place::isUnsettled) || time.millis() >= deadline
            ? Future.succeededFuture() : time.pause(SETTLE_MILLIS).compose(later -> settle(deadline));
    }

    /** How many sockets are open. */
    int sockets() {
        return sessions.size();
    }

    /** How it stands; to be taken now and then, since it counts one by one. */
    Census census() {
        return new Census(sessions.size(), places.size(),
            (int) places.values().stream().filter(place -> place.channel().isInitiator()).count());
    }

    /**
     * Counts of one moment.
     *
     * @param sockets that are open
     * @param places that are taken or held here
     * @param rooms whose first participant is here, so that in a cluster each counts once
     */
    record Census(int sockets, int places, int rooms) {
    }

    /** A name that nobody has had and nobody can guess. */
    static String randomKey() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
