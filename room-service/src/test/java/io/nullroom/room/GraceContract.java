package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.GRACE;
import static io.nullroom.room.StoreFixture.STAYING;
import static io.nullroom.room.StoreFixture.TTL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.RoomId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does about a place that is held, within the grace period and after it. */
interface GraceContract {

    StoreFixture fixture();

    @Test
    default void aReleaseThatComesTooEarlyChangesNothingAndTellsWhenToAskAgain() {
        var store = fixture().store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = guest.join().connection();
        guest.hold();
        fixture().advance(Duration.ofSeconds(4));
        var reply = guest.release();
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, reply.leave());
        assertGrace(Duration.ofSeconds(6), reply.graceMillis());
        assertEquals(connection, guest.onAnotherSocket().join().connection());
    }

    @Test
    default void aPlaceThatIsNotHeldIsNotReleased() {
        var store = fixture().store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = guest.join().connection();
        fixture().advance(GRACE.multipliedBy(2));
        assertEquals(new ReleasePlace.Reply(LeaveRoom.Reply.NOTHING_LEFT, 0), guest.release());
        assertEquals(connection, guest.join().connection());
    }

    @Test
    default void aResumedPlaceIsNotReleasedWhenItsFormerGraceIsOver() {
        var store = fixture().store(ENDING);
        var before = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = before.join().connection();
        before.hold();
        var after = before.onAnotherSocket();
        after.join();
        fixture().advance(GRACE);
        assertEquals(new ReleasePlace.Reply(LeaveRoom.Reply.NOTHING_LEFT, 0), before.release());
        assertEquals(new ReleasePlace.Reply(LeaveRoom.Reply.NOTHING_LEFT, 0), after.release());
        assertEquals(connection, after.join().connection());
    }

    @Test
    default void holdingAgainDoesNotMakeTheGraceLonger() {
        var store = fixture().store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = guest.join().connection();
        assertGrace(GRACE, guest.hold().graceMillis());
        fixture().advance(Duration.ofSeconds(4));
        var again = guest.hold();
        assertTrue(again.held());
        assertGrace(Duration.ofSeconds(6), again.graceMillis());
        fixture().advance(Duration.ofSeconds(6));
        assertEquals(new HoldPlace.Reply(true, 0), guest.hold());
    }

    @Test
    default void afterTheGraceAReleaseIsALeave() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        var connection = guest.join().connection();
        var other = Guest.at(store, room);
        var peer = new Peer(other.join().connection(), other.endpoint(), true);
        guest.hold();
        fixture().advance(GRACE);
        var reply = new ReleasePlace.Reply(new LeaveRoom.Reply(Optional.of(connection), Optional.of(peer), true), 0);
        assertEquals(reply, guest.release());
        assertTrue(fixture().isEmpty());
        assertEquals(new ReleasePlace.Reply(LeaveRoom.Reply.NOTHING_LEFT, 0), guest.release());
    }

    @Test
    default void whereRoomsStayAReleaseFreesThePlace() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        var connection = guest.join().connection();
        var other = Guest.at(store, room);
        var peer = new Peer(other.join().connection(), other.endpoint(), true);
        guest.hold();
        fixture().advance(GRACE);
        assertEquals(new LeaveRoom.Reply(Optional.of(connection), Optional.of(peer), false), guest.release().leave());
        assertEquals(Optional.of(peer), Guest.at(store, room).join().peer());
    }

    @Test
    default void whoIsLateComesBackAllTheSameWhileNobodyHasReleasedThePlace() {
        var store = fixture().store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = guest.join().connection();
        guest.hold();
        fixture().advance(GRACE.multipliedBy(3));
        assertEquals(connection, guest.onAnotherSocket().join().connection());
    }

    @Test
    default void withinTheGraceNobodyElseGetsThePlace() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var guest = Guest.at(store, room);
        guest.join();
        guest.hold();
        Guest.at(store, room).join();
        fixture().advance(GRACE.minusSeconds(5));
        assertEquals(Failure.ROOM_FULL, Guest.at(store, room).refusal());
    }

    @Test
    default void afterTheGraceANewcomerTakesThePlaceWhereRoomsStay() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var late = Guest.at(store, room);
        var connection = late.join().connection();
        var other = Guest.at(store, room);
        var peer = new Peer(other.join().connection(), other.endpoint(), true);
        late.hold();
        fixture().advance(GRACE);
        var newcomer = Guest.at(store, room).join();
        assertNotEquals(connection, newcomer.connection());
        assertEquals(Optional.of(peer), newcomer.peer());
        assertTrue(other.join().initiator());
        assertEquals(new ReleasePlace.Reply(LeaveRoom.Reply.NOTHING_LEFT, 0), late.release());
        assertEquals(Failure.ROOM_FULL, late.onAnotherSocket().refusal());
    }

    @Test
    default void aNewcomerMeetsNobodyWhoStayedAwayTooLong() {
        var store = fixture().store(STAYING);
        var room = answer(store.create(RoomId.random())).room();
        var late = Guest.at(store, room);
        var connection = late.join().connection();
        late.hold();
        fixture().advance(GRACE);
        var newcomer = Guest.at(store, room).join();
        assertTrue(newcomer.initiator());
        assertEquals(Optional.empty(), newcomer.peer());
        var again = late.onAnotherSocket().join();
        assertNotEquals(connection, again.connection());
        assertEquals(Optional.empty(), again.replaced());
    }

    @Test
    default void aNewcomerFindsNoRoomWhereSomebodyStayedAwayTooLongAndWhoRemainsIsStillTold() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var late = Guest.at(store, room);
        var connection = late.join().connection();
        var other = Guest.at(store, room);
        var peer = new Peer(other.join().connection(), other.endpoint(), true);
        late.hold();
        fixture().advance(GRACE);
        assertEquals(Failure.ROOM_NOT_FOUND, Guest.at(store, room).refusal());
        assertEquals(new LeaveRoom.Reply(Optional.of(connection), Optional.of(peer), true), late.release().leave());
        assertTrue(fixture().isEmpty());
    }

    @Test
    default void aNewcomerEndsTheRoomOfThoseWhoAllStayedAwayTooLong() {
        var store = fixture().store(ENDING);
        var room = answer(store.create(RoomId.random())).room();
        var first = Guest.at(store, room);
        var second = Guest.at(store, room);
        first.join();
        first.hold();
        second.join();
        second.hold();
        fixture().advance(GRACE);
        assertEquals(Failure.ROOM_NOT_FOUND, Guest.at(store, room).refusal());
        assertTrue(fixture().isEmpty());
    }

    @Test
    default void noPlaceIsHeldBeyondTheEndOfTheRoom() {
        var store = fixture().store(ENDING);
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = guest.join().connection();
        fixture().advance(TTL.minusSeconds(6));
        assertGrace(Duration.ofSeconds(6), guest.hold().graceMillis());
        fixture().advance(Duration.ofSeconds(6));
        assertEquals(Failure.ROOM_NOT_FOUND, guest.onAnotherSocket().refusal());
        assertTrue(fixture().isEmpty());
    }

    @Test
    default void withoutAGracePeriodAPlaceIsReleasedAtOnce() {
        var store = fixture().store(new RoomConfig(TTL, Duration.ZERO, true, Optional.empty(), 1000));
        var guest = Guest.at(store, answer(store.create(RoomId.random())).room());
        var connection = guest.join().connection();
        assertEquals(new HoldPlace.Reply(true, 0), guest.hold());
        assertTrue(guest.release().leave().left());
        assertTrue(fixture().isEmpty());
    }

    private static void assertGrace(Duration expected, long millis) {
        // Redis keeps its own time, which goes on while the test runs.
        assertTrue(millis <= expected.toMillis() && millis > expected.toMillis() - 4000,
            () -> millis + " ms of grace instead of " + expected.toMillis());
    }
}
