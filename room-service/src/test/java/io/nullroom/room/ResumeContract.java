package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.STAYING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.RoomId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does about participants who come back on another socket. */
interface ResumeContract {

    StoreFixture fixture();

    @Test
    default void anotherDigestOpensNoPlace() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        guest.join();
        guest.hold();
        Guest.at(store, room).join();
        assertEquals(Failure.ROOM_FULL, Guest.at(store, room).refusal());
        assertEquals(Failure.ROOM_FULL, guest.onAnotherSocket().whoNeverResumes().refusal());
    }

    @Test
    default void twoWithoutADigestDoNotTakeEachOthersPlace() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var first = Guest.at(store, room).whoNeverResumes().join();
        var second = Guest.at(store, room).whoNeverResumes().join();
        assertNotEquals(first.connection(), second.connection());
        assertEquals(Optional.empty(), second.replaced());
        assertTrue(second.peer().isPresent());
    }

    @Test
    default void whatTheOldSocketStillSaysChangesNothing() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var before = Guest.at(store, room);
        var connection = before.join().connection();
        var after = before.onAnotherSocket();
        after.join();
        assertEquals(HoldPlace.Reply.NOT_HELD, before.hold());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, before.leave());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, before.release().leave());
        assertEquals(0, before.release().graceMillis());
        assertTrue(Guest.at(store, room).join().peer().orElseThrow().present());
        assertTrue(after.leave().left());
    }

    @Test
    default void aHeldPlaceIsTakenBackUnderTheSameName() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var before = Guest.at(store, room);
        var connection = before.join().connection();
        var peer = Guest.at(store, room);
        var other = peer.join().connection();
        before.hold();
        assertEquals(Optional.of(new Peer(connection, before.endpoint(), false)), peer.join().peer());
        var after = before.onAnotherSocket();
        var reply = after.join();
        assertEquals(connection, reply.connection());
        assertEquals(Optional.of(before.endpoint()), reply.replaced());
        assertEquals(Optional.of(new Peer(other, peer.endpoint(), true)), reply.peer());
        assertEquals(Optional.of(new Peer(connection, after.endpoint(), true)), peer.join().peer());
    }

    @Test
    default void aPlaceIsTakenOverWhileItsOldSocketStillSeemsOpen() {
        var store = fixture().store(ENDING);
        var before = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = before.join().connection();
        var reply = before.onAnotherSocket().join();
        assertEquals(connection, reply.connection());
        assertEquals(Optional.of(before.endpoint()), reply.replaced());
    }

    @Test
    default void aResumeThatIsRepeatedGetsTheSameAnswer() {
        var store = fixture().store(ENDING);
        var before = Guest.at(store, answer(store.create(RoomId.random())).room());
        before.join();
        var after = before.onAnotherSocket();
        var reply = after.join();
        var again = after.join();
        assertEquals(reply.connection(), again.connection());
        assertEquals(Optional.of(before.endpoint()), again.replaced());
    }

    @Test
    default void whoEnteredFirstStaysTheInitiatorOverAResume() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var first = Guest.at(store, room);
        var second = Guest.at(store, room);
        first.join();
        second.join();
        second.hold();
        assertTrue(first.onAnotherSocket().join().initiator());
        assertFalse(second.onAnotherSocket().join().initiator());
    }

    @Test
    default void whoMovedOnTwiceIsFoundAtTheLastSocket() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var one = Guest.at(store, room);
        var two = one.onAnotherSocket();
        var three = two.onAnotherSocket();
        var connection = one.join().connection();
        two.join();
        assertEquals(Optional.of(two.endpoint()), three.join().replaced());
        assertEquals(new Peer(connection, three.endpoint(), true), Guest.at(store, room).join().peer().orElseThrow());
    }

    @Test
    default void aResumeIntoARoomThatEndedFindsNoRoom() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        guest.join();
        guest.hold();
        var peer = Guest.at(store, room);
        peer.join();
        var left = peer.leave();
        assertFalse(left.peer().orElseThrow().present());
        assertEquals(Failure.ROOM_NOT_FOUND, guest.onAnotherSocket().refusal());
        assertTrue(fixture().isEmpty());
    }
}
