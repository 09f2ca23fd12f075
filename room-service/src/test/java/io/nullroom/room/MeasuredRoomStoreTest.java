package io.nullroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.RoomId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is counted of rooms: transitions and what they came to, and nothing that tells rooms or people apart. */
class MeasuredRoomStoreTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RoomStore store = new MeasuredRoomStore(registry,
        new MemoryRoomStore(RoomConfig.from(new Environment(Map.of())), () -> 0));
    private final RoomId room = RoomId.random();

    @Test
    void joinsAndRefusalsAreCountedByReason() {
        store.create(room);
        join(room, "a");
        join(room, "b");
        join(room, "c");
        join(RoomId.random(), "d");
        assertEquals(2, count("join", "done"));
        assertEquals(1, count("join", "room_full"));
        assertEquals(1, count("join", "room_not_found"));
    }

    @Test
    void aLeaveThatEndsTheRoomIsToldApart() {
        store.create(room);
        join(room, "a");
        store.leave(new LeaveRoom(room, new Endpoint("here", "a")));
        store.leave(new LeaveRoom(room, new Endpoint("here", "a")));
        assertEquals(1, count("leave", "room_ended"));
        assertEquals(1, count("leave", "nothing"));
    }

    @Test
    void noLabelIsOfARoomOrAPerson() {
        store.create(room);
        join(room, "canary");
        var labels = registry.find("nullroom.store").timers().stream()
            .flatMap(timer -> timer.getId().getTags().stream()).map(Tag::getValue).toList();
        assertTrue(labels.contains("join"), labels.toString());
        assertTrue(Set.of("create", "join", "done").containsAll(labels), labels.toString());
    }

    private JoinRoom.Reply join(RoomId where, String socket) {
        var question = new JoinRoom(where, new Endpoint("here", socket), Optional.empty(), Optional.empty());
        return store.join(question, ConnectionId.random())
            .result();
    }

    private long count(String transition, String outcome) {
        return registry.get("nullroom.store").tags("transition", transition, "outcome", outcome).timer().count();
    }
}
