package io.nullroom.signaling;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Notice;
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
import java.util.function.BiConsumer;

/**
 * One signaling instance: its sessions and the places whose socket is, or was last, here.
 *
 * <p>The only mutable maps of the service. Everything is called on the instance's event loop.
 */
final class Instance {
    private static final int KEY_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name = randomKey();
    private final SignalingConfig config;
    private final Rooms rooms;
    private final Time time;
    private final BiConsumer<String, TellParticipant> abroad;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Map<String, Place> places = new HashMap<>();

    /**
     * An instance with a name of its own.
     *
     * @param abroad sends news to the instance of that name
     */
    Instance(SignalingConfig config, Rooms rooms, Time time, BiConsumer<String, TellParticipant> abroad) {
        this.config = config;
        this.rooms = rooms;
        this.time = time;
        this.abroad = abroad;
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

    /** A socket has been opened. */
    Session open(Wire wire) {
        var session = new Session(this, wire);
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
        places.remove(endpoint.socket());
    }

    /** Tells whoever is at {@code endpoint}: directly where that is here, which keeps the order and costs nothing. */
    void tell(Endpoint endpoint, Notice notice) {
        if (endpoint.instance().equals(name)) {
            deliver(new TellParticipant(endpoint.socket(), notice));
        } else {
            abroad.accept(endpoint.instance(), new TellParticipant(endpoint.socket(), notice));
        }
    }

    /** News from an instance; dropped where the participant is no longer known. */
    void deliver(TellParticipant news) {
        Optional.ofNullable(places.get(news.socket())).ifPresent(place -> place.hear(news.notice()));
    }

    /** One beat of the heart: pings everybody, and parts with those who were silent or idle for too long. */
    void beat() {
        var ping = ServerMessages.ping(time.unixSeconds());
        List.copyOf(sessions).forEach(session -> session.beat(ping));
    }

    /** Sends everybody away to come back elsewhere; done when all their places are held. */
    Future<Void> drain() {
        List<Future<Void>> held = new ArrayList<>();
        List.copyOf(sessions).forEach(session -> held.add(session.end(Failure.SERVER_RESTART)));
        return Future.join(held).mapEmpty();
    }

    /** How many sockets are open, and how many places are taken or held here. */
    Census census() {
        return new Census(sessions.size(), places.size());
    }

    /** Two counts. */
    record Census(int sockets, int places) {
    }

    private static String randomKey() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
