package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.GRACE;
import static io.nullroom.room.StoreFixture.STAYING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.Turn;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does about instances that have one socket one after the other, and ask for its place late. */
interface TurnContract {
    Turn FIRST = new Turn("socket", 0);
    Turn SECOND = new Turn("socket", 1);
    Turn THIRD = new Turn("socket", 2);
    Turn OF_ANOTHER = new Turn("another", 0);

    StoreFixture fixture();

    /** The same person at several instances, one after the other, in a room where somebody else is, too. */
    record Journey(Guest peer, Guest first, Guest second, Guest third) {
        static Journey in(StoreFixture fixture, RoomConfig config) {
            var store = fixture.store(config);
            var room = answer(store.create(RoomId.random())).room();
            var peer = Guest.at(store, room);
            peer.join();
            var first = Guest.at(store, room);
            return new Journey(peer, first, first.onAnotherSocket(), first.onAnotherSocket());
        }

        void assertIsAt(Guest where) {
            assertEquals(Optional.of(where.endpoint()), peer.findPeer().peer().map(Peer::endpoint));
        }
    }

    @Test
    default void aLaterTurnTakesThePlaceAndAnEarlierOneDoesNotTakeItBack() {
        var journey = Journey.in(fixture(), ENDING);
        var connection = journey.first().join(FIRST).connection();
        var reply = journey.second().join(SECOND);
        assertEquals(connection, reply.connection());
        assertEquals(Optional.of(journey.first().endpoint()), reply.replaced());
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.first().refusal(FIRST));
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.third().refusal(FIRST));
        journey.assertIsAt(journey.second());
        assertEquals(Optional.of(journey.second().endpoint()), journey.third().join(THIRD).replaced());
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.second().refusal(SECOND));
        journey.assertIsAt(journey.third());
    }

    @Test
    default void anInstanceWhoseQuestionComesAfterThatOfTheNextOneGetsNoPlace() {
        var journey = Journey.in(fixture(), STAYING);
        assertEquals(Optional.empty(), journey.second().join(SECOND).replaced());
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.first().refusal(FIRST));
        journey.assertIsAt(journey.second());
    }

    @Test
    default void whoIsRefusedForItsTurnCanNeitherHoldNorLeaveThePlace() {
        var journey = Journey.in(fixture(), ENDING);
        journey.first().join(FIRST);
        journey.second().join(SECOND);
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.first().refusal(FIRST));
        assertEquals(HoldPlace.Reply.NOT_HELD, journey.first().hold());
        assertEquals(LeaveRoom.Reply.NOTHING_LEFT, journey.first().leave());
        assertTrue(journey.peer().findPeer().peer().orElseThrow().present());
    }

    @Test
    default void anEarlierTurnDoesNotTakeAHeldPlaceEither() {
        var journey = Journey.in(fixture(), STAYING);
        journey.second().join(SECOND);
        journey.second().hold();
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.first().refusal(FIRST));
        assertTrue(journey.second().hold().held());
        fixture().advance(GRACE.plusSeconds(1));
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.first().refusal(FIRST));
        assertTrue(journey.second().release().leave().left());
    }

    @Test
    default void aRepeatedJoinOfTheLatestTurnGetsTheSameAnswer() {
        var journey = Journey.in(fixture(), ENDING);
        journey.first().join(FIRST);
        var reply = journey.second().join(SECOND);
        var again = journey.second().join(SECOND);
        assertEquals(reply.connection(), again.connection());
        assertEquals(Optional.of(journey.first().endpoint()), again.replaced());
    }

    @Test
    default void theSameTurnMayAskByAnotherEndpoint() {
        var journey = Journey.in(fixture(), ENDING);
        journey.first().join(SECOND);
        assertEquals(Optional.of(journey.first().endpoint()), journey.second().join(SECOND).replaced());
        journey.assertIsAt(journey.second());
    }

    @Test
    default void anotherSocketTakesThePlaceWhateverItsTurn() {
        var journey = Journey.in(fixture(), ENDING);
        journey.first().join(THIRD);
        assertEquals(Optional.of(journey.first().endpoint()), journey.second().join(OF_ANOTHER).replaced());
        journey.assertIsAt(journey.second());
    }

    @Test
    default void whoIsNotPassedAroundTakesThePlaceAndTheTurnBeforeStillCounts() {
        var journey = Journey.in(fixture(), ENDING);
        journey.first().join(SECOND);
        assertEquals(Optional.of(journey.first().endpoint()), journey.second().join().replaced());
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.third().refusal(FIRST));
        journey.assertIsAt(journey.second());
    }

    @Test
    default void aPlaceThatWasTakenWithoutATurnIsTakenByAnyTurn() {
        var journey = Journey.in(fixture(), ENDING);
        journey.first().join();
        assertEquals(Optional.of(journey.first().endpoint()), journey.second().join(SECOND).replaced());
        assertEquals(Failure.RESUMED_ELSEWHERE, journey.third().refusal(FIRST));
    }

    @Test
    default void theTurnOfOnePersonIsNothingToTheOther() {
        var journey = Journey.in(fixture(), ENDING);
        journey.first().join(THIRD);
        var back = journey.peer().onAnotherSocket();
        assertEquals(Optional.of(journey.peer().endpoint()), back.join(FIRST).replaced());
    }
}
