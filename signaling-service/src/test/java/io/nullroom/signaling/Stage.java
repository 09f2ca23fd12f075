package io.nullroom.signaling;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.DrainTime;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.RoomId;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An instance with a fake clock, a fake room-service and fake sockets. */
final class Stage {
    static final SignalingConfig CONFIG = config(Duration.ofSeconds(30));

    /** In bytes: what an instance keeps for all; the whole of what one line may keep fits in two times. */
    static final long KEPT = 4 * Character.BYTES * Kept.MOST;

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final FakeTime time = new FakeTime();
    final FakeRooms rooms = new FakeRooms();
    final FakeNetwork network = new FakeNetwork(time);
    final Instance instance = anotherInstance();
    /** The same on each stage, so that what is said on one can be said on the next. */
    private final RoomId room = new RoomId("0f8fad5b-d9cb-469f-a165-70867728950e");

    /** The identifier of the one room, as most clients spell it. */
    String identifier() {
        return "{\"channel\":\"RoomsChannel\",\"room_id\":\"" + room.value() + "\"}";
    }

    /** The same with a secret to resume by. */
    String identifier(String resume) {
        return identifier().replace("}", ",\"resume\":\"" + resume.repeat(22) + "\"}");
    }

    /** One more instance, which knows the others. */
    Instance anotherInstance() {
        return anotherInstance(CONFIG.silence());
    }

    /** One more, which takes a socket for lost after that time of silence. */
    Instance anotherInstance(Duration silence) {
        var another = new Instance(config(silence), rooms, time, network, new SignalingMeters(registry), true,
            new Kept(KEPT));
        network.instances.put(another.name(), another);
        return another;
    }

    private static SignalingConfig config(Duration silence) {
        return new SignalingConfig(new FileSizeLimit(16_777_216), 65_536, 100, 2000, silence, Duration.ofSeconds(60),
            new DrainTime(Duration.ofSeconds(5)), new SignalingPort("localhost", 0, Optional.empty()));
    }

    /** An instance dies without a word. */
    void kill(Instance victim) {
        network.dead.add(victim.name());
        rooms.dead = network.dead;
    }

    /** Time passes, with all that an instance does now and then. */
    void passes(long millis) {
        for (long beat = 0; beat < millis; beat += 500) {
            time.advance(500);
            network.instances.values().stream().filter(one -> !network.dead.contains(one.name()))
                .forEach(Instance::watch);
        }
    }

    /** Somebody opens a socket. */
    Visitor visitor() {
        return visitor(instance);
    }

    /** Somebody opens a socket to that instance. */
    Visitor visitor(Instance there) {
        return visitor(there, Arrival.DIRECT);
    }

    /** Somebody's socket comes to that instance. */
    Visitor visitor(Instance there, Arrival arrival) {
        var wire = new FakeWire();
        return new Visitor(this, wire, there.open(wire, arrival));
    }

    /** Two in the room, with nothing left to read. */
    Pair pair() {
        return pair(identifier(), identifier());
    }

    /** Two in the room, each with an identifier of its own. */
    Pair pair(String firstIdentifier, String secondIdentifier) {
        return pair(instance, firstIdentifier, instance, secondIdentifier);
    }

    /** Two in the room, each on an instance of its own. */
    Pair pair(Instance here, String firstIdentifier, Instance there, String secondIdentifier) {
        var first = visitor(here);
        first.subscribe(firstIdentifier);
        var second = visitor(there);
        second.subscribe(secondIdentifier);
        first.wire().news();
        second.wire().news();
        return new Pair(first, second);
    }

    /** The numbers from one to before the other. */
    static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** The two participants of a room. */
    record Pair(Visitor first, Visitor second) {
    }

    /** One client. */
    record Visitor(Stage stage, FakeWire wire, Session session) {

        void subscribe(String identifier) {
            send(new JsonObject().put("command", "subscribe").put("identifier", identifier));
        }

        void signal(String json) {
            act("{\"action\":\"send_signal\",\"data\":" + json + "}");
        }

        void act(String data) {
            act(stage.identifier(), data);
        }

        void act(String identifier, String data) {
            send(new JsonObject().put("command", "message").put("identifier", identifier).put("data", data));
        }

        void send(JsonObject frame) {
            say(frame.encode());
        }

        /** Sends a text, whatever that is. */
        void say(String text) {
            stage.time.turn(() -> session.receive(text));
        }

        /** Sends these numbers as signals, one by one. */
        void says(String identifier, List<Integer> numbers) {
            numbers.forEach(number -> act(identifier, "{\"action\":\"send_signal\",\"data\":" + number + "}"));
        }

        /** The numbers that have come as signals; whatever else has come is read with them. */
        List<Integer> heard() {
            return wire.news().stream().map(Visitor::inner)
                .filter(message -> "signal".equals(message.getString("type")))
                .map(message -> message.getInteger("data")).toList();
        }

        /** The types of what has come. */
        List<String> types() {
            return wire.news().stream().map(news -> inner(news).getString("type")).toList();
        }

        /** What is for the subscription, or else the whole. */
        private static JsonObject inner(JsonObject news) {
            return news.getValue("message") instanceof JsonObject message ? message : news;
        }
    }
}
