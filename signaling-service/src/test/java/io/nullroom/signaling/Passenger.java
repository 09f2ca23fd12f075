package io.nullroom.signaling;

import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Standing;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client behind a gateway: what it says is kept, and said again where the gateway takes its socket to next. */
final class Passenger {
    private final Stage stage;
    private final String identifier;
    private final Passage passage = Passage.random();
    private final List<JsonObject> said = new ArrayList<>();
    private Stage.Visitor visitor;
    /** How many messages came at the moment of a move. */
    int pings;
    private int forgotten;
    private int turn;

    /** Comes to that instance, and subscribes. */
    Passenger(Stage stage, Instance there, String identifier) {
        this.stage = stage;
        this.identifier = identifier;
        visitor = stage.visitor(there, arrival(Optional.empty()));
        say(new JsonObject().put("command", "subscribe").put("identifier", identifier));
    }

    FakeWire wire() {
        return visitor.wire();
    }

    Session session() {
        return visitor.session();
    }

    /** Says these numbers as signals, one by one. */
    void says(List<Integer> numbers) {
        numbers.forEach(number -> say(new JsonObject().put("command", "message").put("identifier", identifier)
            .put("data", "{\"action\":\"send_signal\",\"data\":" + number + "}")));
    }

    void unsubscribes() {
        say(new JsonObject().put("command", "unsubscribe").put("identifier", identifier));
    }

    /** The numbers that have come as signals since it was last asked. */
    List<Integer> heard() {
        return visitor.heard();
    }

    /** The types of what has come since it was last asked. */
    List<String> types() {
        return visitor.types();
    }

    /** The gateway remembers nothing that has been said so far, but for the subscription. */
    void isForgotten() {
        forgotten = said.size();
    }

    /** The gateway takes the socket to another instance. */
    void moves(Instance there) {
        var standing = visitor.wire().standing.orElse(Standing.WELCOMED);
        int after = Math.max(forgotten, (int) standing.since());
        List<JsonObject> again = new ArrayList<>(said.subList(after, said.size()));
        if (standing.subscribed()) {
            again.add(0, said.get((int) standing.since() - 1));
        }
        var unread = visitor.wire().sent;
        turn++;
        visitor = stage.visitor(there, arrival(Optional.of(
            new Continuation(standing, after + 1, again.size(), turn, visitor.wire().movedOn))));
        visitor.wire().standing = visitor.wire().standing.or(() -> Optional.of(standing));
        pings += visitor.wire().sent.size();
        visitor.wire().sent.clear();
        visitor.wire().sent.addAll(unread);
        again.forEach(visitor::send);
    }

    private void say(JsonObject message) {
        said.add(message);
        visitor.send(message);
    }

    private Arrival arrival(Optional<Continuation> continuation) {
        return new Arrival(Optional.of("gateway"), Optional.of(passage), continuation);
    }
}
