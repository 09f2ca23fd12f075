package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.failure;
import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.STAYING;
import static io.nullroom.room.StoreFixture.TTL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.RoomId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does about rooms and the two who enter and leave them. */
interface RoomStoreContract {

    StoreFixture fixture();

    @Test
    default void whatIsNotThereCannotBeLeftOrHeldByStrangers() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        var connection = guest.join().connection();
        var stranger = Guest.at(store, room);
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, stranger.leave());
        assertEquals(HoldPlace.Reply.NOT_HELD, stranger.hold());
        assertEquals(FindPeer.Reply.NO_PLACE, stranger.findPeer());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, guest.release().leave());
        assertEquals(connection, guest.join().connection());
    }

    @Test
    default void whoHasAPlaceInOneRoomHasNoneInAnother() {
        var store = fixture().store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = guest.join().connection();
        var elsewhere = answer(store.create(RoomId.random())).room();
        var there = new Guest(store, elsewhere, guest.endpoint(), guest.resume());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, there.leave());
        var reply = there.join();
        assertNotEquals(connection, reply.connection());
        assertEquals(Optional.empty(), reply.replaced());
    }

    @Test
    default void eachFindsTheOtherAndWhetherItIsThere() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var first = Guest.at(store, room);
        var second = Guest.at(store, room);
        var one = first.join().connection();
        assertEquals(new FindPeer.Reply(true, Optional.empty()), first.findPeer());
        var two = second.join().connection();
        assertEquals(new Peer(two, second.endpoint(), true), first.findPeer().peer().orElseThrow());
        first.hold();
        assertEquals(new Peer(one, first.endpoint(), false), second.findPeer().peer().orElseThrow());
        var back = first.onAnotherSocket();
        back.join();
        assertEquals(new Peer(one, back.endpoint(), true), second.findPeer().peer().orElseThrow());
        assertEquals(FindPeer.Reply.NO_PLACE, first.findPeer());
        back.leave();
        assertEquals(new FindPeer.Reply(true, Optional.empty()), second.findPeer());
    }

    @Test
    default void aThirdParticipantIsRefused() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        Guest.at(store, room).join();
        Guest.at(store, room).whoNeverResumes().join();
        assertEquals(Failure.ROOM_FULL, Guest.at(store, room).refusal());
        assertEquals(Failure.ROOM_FULL, Guest.at(store, room).whoNeverResumes().refusal());
    }

    @Test
    default void aRoomThatIsThereIsNotMadeAgain() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        var connection = guest.join().connection();
        fixture().advance(Duration.ofSeconds(100));
        assertEquals(Failure.STORE_UNAVAILABLE, failure(store.create(room)));
        assertRemaining(Duration.ofSeconds(800), answer(store.find(new FindRoom(room))).remainingMillis());
        assertEquals(connection, guest.join().connection());
    }

    @Test
    default void aNewRoomLivesForItsTtl() {
        var store = fixture().store(ENDING);
        var created = answer(store.create(RoomId.random()));
        assertEquals(TTL.toMillis(), created.remainingMillis());
        assertRemaining(TTL, answer(store.find(new FindRoom(created.room()))).remainingMillis());
        assertRemaining(TTL, Guest.at(store, created.room()).join().remainingMillis());
    }

    @Test
    default void nothingProlongsARoom() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        for (int step = 1; step < 9; step++) {
            var connection = guest.join().connection();
            guest.hold();
            guest.leave();
            fixture().advance(Duration.ofSeconds(100));
            assertRemaining(TTL.minusSeconds(100 * step), guest.join().remainingMillis());
        }
        fixture().advance(Duration.ofSeconds(100));
        assertEquals(Failure.ROOM_NOT_FOUND, guest.refusal());
        assertTrue(fixture().isEmpty());
    }

    @Test
    default void anExpiredRoomIsAsIfItHadNeverBeen() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        var connection = guest.join().connection();
        Guest.at(store, room).join();
        fixture().advance(TTL);
        assertEquals(Failure.ROOM_NOT_FOUND, failure(store.find(new FindRoom(room))));
        assertEquals(Failure.ROOM_NOT_FOUND, guest.refusal());
        assertEquals(Failure.ROOM_NOT_FOUND, guest.onAnotherSocket().refusal());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, guest.leave());
        assertEquals(HoldPlace.Reply.NOT_HELD, guest.hold());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, guest.release().leave());
        assertEquals(0, guest.release().graceMillis());
        assertTrue(fixture().isEmpty());
    }

    @Test
    default void aRoomNobodyMadeIsNotFound() {
        var store = fixture().store(ENDING);
        assertEquals(Failure.ROOM_NOT_FOUND, failure(store.find(new FindRoom(RoomId.random()))));
        assertEquals(Failure.ROOM_NOT_FOUND, Guest.at(store, RoomId.random()).refusal());
        assertTrue(fixture().isEmpty());
    }

    @Test
    default void theFirstOneInIsTheInitiatorAndEachIsToldOfTheOther() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var first = Guest.at(store, room);
        var second = Guest.at(store, room);
        var alone = first.join();
        assertTrue(alone.initiator());
        assertEquals(Optional.empty(), alone.peer());
        assertEquals(Optional.empty(), alone.replaced());
        var reply = second.join();
        assertFalse(reply.initiator());
        assertEquals(Optional.of(new Peer(alone.connection(), first.endpoint(), true)), reply.peer());
        var again = first.join();
        assertTrue(again.initiator());
        assertEquals(Optional.of(new Peer(reply.connection(), second.endpoint(), true)), again.peer());
    }

    @Test
    default void aJoinThatIsRepeatedGetsTheSameAnswer() {
        var store = fixture().store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room()).whoNeverResumes();
        var reply = guest.join();
        var again = guest.join();
        assertEquals(reply.connection(), again.connection());
        assertEquals(reply.initiator(), again.initiator());
        assertEquals(Optional.empty(), again.peer());
        assertEquals(Optional.empty(), again.replaced());
    }

    @Test
    default void aLeaveEndsTheRoomForBothAndNamesWhoIsToBeTold() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var first = Guest.at(store, room);
        var second = Guest.at(store, room);
        var connection = first.join().connection();
        var peer = new Peer(second.join().connection(), second.endpoint(), true);
        assertEquals(new LeaveRoom.Reply(Optional.of(connection), Optional.of(peer), true), first.leave());
        assertTrue(fixture().isEmpty());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, first.leave());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, second.leave());
        assertEquals(Failure.ROOM_NOT_FOUND, second.refusal());
    }

    @Test
    default void whoWasAloneEndsTheRoomToo() {
        var store = fixture().store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var leaver = Optional.of(guest.join().connection());
        assertEquals(new LeaveRoom.Reply(leaver, Optional.empty(), true), guest.leave());
        assertTrue(fixture().isEmpty());
    }

    @Test
    default void whereRoomsStayTheOneWhoRemainsMakesTheNextOffer() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var first = Guest.at(store, room);
        var second = Guest.at(store, room);
        var connection = first.join().connection();
        var peer = new Peer(second.join().connection(), second.endpoint(), true);
        assertEquals(new LeaveRoom.Reply(Optional.of(connection), Optional.of(peer), false), first.leave());
        assertTrue(second.join().initiator());
        var third = first.join();
        assertNotEquals(connection, third.connection());
        assertFalse(third.initiator());
        assertEquals(Optional.of(peer), third.peer());
        assertTrue(second.join().initiator());
    }

    @Test
    default void whereRoomsStayAnEmptyOneWaitsForItsTtl() {
        var store = fixture().store(STAYING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var leaver = Optional.of(guest.join().connection());
        assertEquals(new LeaveRoom.Reply(leaver, Optional.empty(), false), guest.leave());
        assertTrue(guest.join().initiator());
        assertFalse(fixture().isEmpty());
        fixture().advance(TTL);
        assertTrue(fixture().isEmpty());
    }

    @Test
    default void theHealthCheckLeavesNothingBehind() {
        var store = fixture().store(ENDING);
        assertEquals(Done.DONE, answer(store.check(new CheckHealth())));
        assertTrue(fixture().isEmpty());
    }

    private static void assertRemaining(Duration expected, long millis) {
        // Redis keeps its own time, which goes on while the test runs.
        assertTrue(millis <= expected.toMillis() && millis > expected.toMillis() - 5000,
            () -> millis + " ms remain instead of " + expected.toMillis());
    }
}
