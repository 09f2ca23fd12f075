package io.nullroom.signaling;

import static io.nullroom.signaling.Stage.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients whose gateway takes them to another instance: they notice nothing, and neither does whom they talk with. */
class ContinuedTest {
    private final Stage stage = new Stage();
    private final Instance here = stage.instance;
    private final Instance there = stage.anotherInstance();
    private final Instance third = stage.anotherInstance();

    static Stream<String> secrets() {
        return Stream.of("", "ab");
    }

    /** Both with a secret to resume by, or none. */
    private Passenger comes(Instance to, String secrets, int which) {
        var passenger = new Passenger(stage, to, secrets.isEmpty()
            ? stage.identifier() : stage.identifier(String.valueOf(secrets.charAt(which))));
        stage.passes(500);
        return passenger;
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void whoseInstanceDiesGoesOnAndNothingIsLostOrToldTwice(String secrets) {
        var one = comes(here, secrets, 0);
        var two = comes(there, secrets, 1);
        one.says(numbers(0, 10));
        two.says(numbers(0, 10));
        assertEquals(List.of("confirm_subscription", "init", "peer_ready"), one.types().subList(0, 3));
        assertEquals(List.of("confirm_subscription", "init"), two.types().subList(0, 2));
        stage.kill(there);
        two.moves(third);
        one.says(numbers(10, 20));
        two.says(numbers(10, 20));
        stage.passes(FakeRooms.GRACE * 2);
        assertEquals(numbers(10, 20), two.heard());
        assertEquals(numbers(10, 20), one.heard());
        assertEquals(List.of(), one.types());
        assertEquals(List.of(), two.types());
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void whatADeadInstanceHadTakenAndNotPassedOnIsPassedOn(String secrets) {
        var one = comes(here, secrets, 0);
        var two = comes(there, secrets, 1);
        one.types();
        two.says(numbers(0, 5));
        stage.kill(here);
        two.says(numbers(5, 9));
        stage.kill(there);
        two.moves(third);
        one.moves(third);
        two.says(numbers(9, 12));
        stage.passes(2000);
        assertEquals(numbers(0, 12), one.heard());
    }

    @Test
    void whatWasOnItsWayToTheClientWhenItsInstanceDiedIsSaidAgain() {
        var one = comes(here, "ab", 0);
        var two = comes(there, "ab", 1);
        one.says(numbers(0, 5));
        assertEquals(numbers(0, 5), two.heard());
        two.wire().losesAll = true;
        one.says(numbers(5, 9));
        stage.kill(there);
        one.says(numbers(9, 12));
        two.moves(third);
        one.says(numbers(12, 15));
        stage.passes(2000);
        assertEquals(numbers(5, 15), two.heard());
    }

    @Test
    void thatTheOtherOneCameInIsSaidAgainWhereItWasLost() {
        var one = comes(here, "ab", 0);
        one.wire().losesAll = true;
        comes(there, "ab", 1);
        one.types();
        stage.kill(here);
        one.moves(third);
        stage.passes(2000);
        assertEquals(List.of("peer_ready"), one.types());
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void twoWhoseCommonInstanceDiesGoOnWhicheverOfThemIsFirst(String secrets) {
        for (boolean firstIsFirst : List.of(true, false)) {
            var scene = new ContinuedTest();
            var one = scene.comes(scene.there, secrets, 0);
            var two = scene.comes(scene.there, secrets, 1);
            one.says(numbers(0, 5));
            two.says(numbers(0, 5));
            one.types();
            two.types();
            one.wire().losesAll = true;
            two.says(numbers(5, 9));
            scene.stage.kill(scene.there);
            (firstIsFirst ? one : two).moves(scene.here);
            scene.stage.passes(1000);
            (firstIsFirst ? two : one).moves(scene.third);
            one.says(numbers(5, 9));
            two.says(numbers(9, 12));
            scene.stage.passes(3000);
            assertEquals(numbers(5, 12), one.heard());
            assertEquals(numbers(5, 9), two.heard());
        }
    }

    @Test
    void whoMovesManyTimesHearsAllOnceAndInOrder() {
        var one = comes(here, "ab", 0);
        var two = comes(there, "ab", 1);
        two.types();
        for (int round = 0; round < 20; round++) {
            one.says(numbers(round * 10, round * 10 + 5));
            (round % 3 == 0 ? one : two).moves(List.of(here, there, third).get(round % 2 + round % 5 % 2));
            one.says(numbers(round * 10 + 5, round * 10 + 10));
            stage.passes(1000);
            assertEquals(numbers(round * 10, round * 10 + 10), two.heard(), "round " + round);
        }
        assertEquals(Optional.empty(), one.wire().ended);
        assertEquals(Optional.empty(), two.wire().ended);
    }

    @Test
    void anInstanceThatDrainsHasItsClientsTakenOn() {
        var one = comes(there, "", 0);
        var two = comes(there, "", 1);
        one.types();
        two.types();
        var drained = there.drain();
        stage.passes(1000);
        assertTrue(one.wire().movedOn && two.wire().movedOn);
        assertEquals(Optional.empty(), one.wire().ended);
        one.says(numbers(0, 3));
        one.moves(here);
        two.moves(third);
        two.says(numbers(0, 3));
        stage.passes(FakeRooms.GRACE * 2);
        assertTrue(drained.succeeded());
        assertEquals(numbers(0, 3), two.heard());
        assertEquals(numbers(0, 3), one.heard());
        assertEquals(0, there.census().places());
    }

    @Test
    void whoIsNotTakenOnHasLeftAfterTheGracePeriod() {
        var one = comes(here, "", 0);
        comes(there, "", 1);
        one.types();
        there.drain();
        stage.passes(1000);
        assertEquals(List.of(), one.types());
        stage.rooms.graceOver = true;
        stage.passes(FakeRooms.GRACE);
        assertEquals(List.of("peer_left"), one.types());
    }

    @Test
    void whoseSocketIsGoneWithoutASecretOfItsOwnHasLeft() {
        var one = comes(here, "", 0);
        var two = comes(there, "", 1);
        one.types();
        two.session().lost();
        assertEquals(List.of("peer_left"), one.types());
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void whoseTrunkBreaksGoesOnByAnotherOneAndNothingIsLostOrToldTwice(String secrets) {
        var one = comes(here, secrets, 0);
        var two = comes(there, secrets, 1);
        one.types();
        two.types();
        two.says(numbers(0, 5));
        two.wire().losesAll = true;
        one.says(numbers(0, 3));
        two.session().trunkLost();
        one.says(numbers(3, 6));
        stage.passes(3500);
        two.moves(third);
        two.says(numbers(5, 10));
        one.says(numbers(6, 9));
        stage.rooms.graceOver = true;
        stage.passes(FakeRooms.GRACE * 2);
        assertEquals(numbers(0, 9), two.heard());
        assertEquals(numbers(0, 10), one.heard());
        assertEquals(List.of(), one.types());
        assertEquals(0, there.census().places());
    }

    @Test
    void whoseTrunkBreaksAndWhoDoesNotGoOnHasLeftBeforeTheClientComesBackByItself() {
        var one = comes(here, "", 0);
        var two = comes(there, "", 1);
        one.types();
        two.session().trunkLost();
        stage.passes(3500);
        assertEquals(List.of(), one.types());
        stage.passes(1000);
        assertEquals(List.of("peer_left"), one.types());
    }

    @Test
    void whoseTrunkBreaksBeforeItsPlaceIsAnsweredHasLeftAllTheSame() {
        var one = comes(here, "", 0);
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        var two = comes(there, "", 1);
        two.session().trunkLost();
        stage.passes(4500);
        stage.rooms.slow = Optional.empty();
        answer.complete();
        assertTrue(stage.rooms.isEmpty());
        assertEquals(0, there.census().places());
        assertEquals(List.of("confirm_subscription", "init", "peer_left"), one.types());
    }

    @Test
    void whosePlaceWasGivenUpMeanwhileIsSentAwayToAskAnew() {
        var one = comes(here, "", 0);
        stage.rooms.leaves(0);
        one.moves(third);
        assertEquals(Optional.of(Failure.CONNECTION_LOST), one.wire().ended);
        assertTrue(stage.rooms.isEmpty());
    }

    @Test
    void whoMovesHearsAPingAtOnceSinceTheFormerInstanceMayHaveBeenSilentForLong() {
        var one = comes(here, "ab", 0);
        one.moves(third);
        assertEquals(1, one.pings);
    }

    @Test
    void whoHadUnsubscribedHasNoPlaceAgain() {
        var one = comes(here, "ab", 0);
        one.unsubscribes();
        one.moves(third);
        assertEquals(0, third.census().places());
        assertTrue(stage.rooms.isEmpty());
    }

    @Test
    void whatIsSaidAgainSpendsNothing() {
        var one = comes(here, "ab", 0);
        var two = comes(there, "ab", 1);
        two.types();
        for (int second = 0; second < 5; second++) {
            one.says(numbers(second * 90, second * 90 + 90));
            stage.passes(1000);
        }
        one.moves(third);
        one.says(numbers(450, 500));
        assertEquals(Optional.empty(), one.wire().ended);
        stage.passes(1000);
        assertEquals(numbers(0, 500), two.heard());
    }

    @Test
    void whoIsForgottenByItsGatewayIsStillSubscribed() {
        var one = comes(here, "ab", 0);
        var two = comes(there, "ab", 1);
        two.types();
        one.says(numbers(0, 5));
        one.isForgotten();
        one.moves(third);
        one.says(numbers(5, 10));
        stage.passes(1000);
        assertEquals(numbers(0, 10), two.heard());
    }
}
