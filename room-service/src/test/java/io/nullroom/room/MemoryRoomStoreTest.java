package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.failure;
import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.GRACE;
import static io.nullroom.room.StoreFixture.TTL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The memory store: the contracts, and its bounds. */
class MemoryRoomStoreTest implements RoomStoreContract, ResumeContract, TurnContract, GraceContract, HandshakeContract {
    private final MemoryFixture fixture = new MemoryFixture();

    @Override
    public StoreFixture fixture() {
        return fixture;
    }

    @Test
    void whenTheMemoryIsFullNoMoreRoomsAreMadeUntilOneEnds() {
        var store = fixture.store(new RoomConfig(TTL, GRACE, true, Optional.empty(), 2));
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        assertEquals(Done.DONE, answer(store.check(new CheckHealth())));
        answer(store.create(RoomId.random()));
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(RoomId.random())));
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.check(new CheckHealth())));
        guest.join();
        guest.leave();
        answer(store.create(RoomId.random()));
        fixture.advance(TTL);
        assertEquals(Done.DONE, answer(store.check(new CheckHealth())));
    }

    @Test
    void whenTheMemoryIsFullNoMoreHandshakesAreKeptUntilOneIsOver() {
        var store = fixture.store(new RoomConfig(TTL, GRACE, true, Optional.empty(), 5));
        answer(store.store(new StoreHandshake(new HandshakeId("a".repeat(64)), "QQ==")));
        var other = new StoreHandshake(new HandshakeId("b".repeat(64)), "QQ==");
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.store(other)));
        fixture.advance(Duration.ofSeconds(180));
        assertEquals(Done.DONE, answer(store.store(other)));
    }

    @Test
    void aRoomLivesToItsLastMillisecondAndNotOneMore() {
        var store = fixture.store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        fixture.advance(TTL.minusMillis(1));
        assertEquals(1, answer(store.find(new FindRoom(room))).remainingMillis());
        fixture.advance(Duration.ofMillis(1));
        assertEquals(Failure.ROOM_NOT_FOUND, failure(store.find(new FindRoom(room))));
        assertEquals(0, store.size());
    }

    @Test
    void sweepingForgetsWhatNobodyAsksFor() {
        var store = fixture.store(ENDING);
        answer(store.create(RoomId.random()));
        fixture.advance(Duration.ofSeconds(1));
        var younger = answer(store.create(RoomId.random())).room();
        fixture.advance(TTL.minusSeconds(1));
        assertEquals(2, store.size());
        store.sweep();
        assertEquals(1, store.size());
        assertEquals(1000, answer(store.find(new FindRoom(younger))).remainingMillis());
    }
}
