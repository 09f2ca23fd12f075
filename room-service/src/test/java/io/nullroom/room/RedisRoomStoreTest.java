package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.STAYING;
import static io.nullroom.room.StoreFixture.TTL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.RoomId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Redis store on a real Redis: the contracts, and what it leaves there. */
class RedisRoomStoreTest implements RoomStoreContract, ResumeContract, TurnContract, GraceContract, HandshakeContract {
    private static final RedisHost REDIS = RedisHost.any();

    private RedisFixture fixture;

    @BeforeAll
    static void start() {
        REDIS.start();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void open() {
        fixture = new RedisFixture(REDIS);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    public StoreFixture fixture() {
        return fixture;
    }

    @Test
    void aRoomIsTheseKeysAndNoneOutlivesIt() {
        var store = fixture.store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var key = "room:{" + room.value() + "}";
        assertEquals(Set.of(key, key + ":count"), keys());
        var first = Guest.at(store, room);
        first.join();
        first.hold();
        Guest.at(store, room).join();
        assertEquals("2", fixture.ask(Command.GET, key + ":count").toString());
        assertEquals(Set.of(key, key + ":count", key + ":participants", key + ":held:1"), keys());
        long remaining = fixture.ask(Command.PTTL, key).toLong();
        assertTrue(remaining > 0 && remaining <= TTL.toMillis());
        keys().forEach(each -> {
            long ttl = fixture.ask(Command.PTTL, each).toLong();
            assertTrue(ttl > 0 && ttl <= remaining, each);
        });
    }

    @Test
    void scriptsThatRedisHasForgottenAreSentAgain() {
        var store = fixture.store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = guest.join().connection();
        fixture.ask(Command.SCRIPT, "FLUSH");
        assertEquals(connection, guest.onAnotherSocket().join().connection());
        fixture.ask(Command.SCRIPT, "FLUSH");
        answer(store.create(RoomId.random()));
    }

    @Test
    void whatOneStoreKeepsAnotherOneFinds() {
        var here = fixture.store(ENDING);
        var there = fixture.store(ENDING);
        var room = answer(here.create(RoomId.random())).room();
        var guest = Guest.at(here, room);
        var connection = guest.join().connection();
        assertEquals(connection, new Guest(there, room, guest.endpoint(), guest.resume()).join().connection());
    }

    @Test
    void whatClientsSayIsKeptAsItIsWhateverIsInIt() {
        var store = fixture.store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var odd = new Endpoint("\"quoted\" \\ {braces} \u00e9\u20ac\ud83d\ude00", "a\n\u0000 '--");
        new Guest(store, room, odd, Optional.empty()).join();
        assertEquals(odd, Guest.at(store, room).join().peer().orElseThrow().endpoint());
    }

    private Set<String> keys() {
        return fixture.ask(Command.KEYS, "*").stream().map(Response::toString).collect(Collectors.toSet());
    }
}
