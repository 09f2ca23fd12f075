package io.nullroom.signaling;

import static io.nullroom.signaling.Stage.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.JoinRoom;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked is acted upon, and the answer is lost or late: nobody loses a place by it, and no ghost keeps one. */
class LostAnswersTest {
    private final Stage stage = new Stage();
    private final Instance here = stage.instance;
    private final Instance there = stage.anotherInstance();
    private final Instance third = stage.anotherInstance();
    private final String mine = stage.identifier("a");
    private final String yours = stage.identifier("b");

    @Test
    void whosePlaceMovedOnWhileItWasAskedToBeHeldHasNotLeft() {
        var pair = stage.pair(here, mine, there, yours);
        stage.rooms.away = Optional.of(Failure.SERVICE_UNAVAILABLE);
        pair.first().session().lost();
        stage.rooms.away = Optional.empty();
        stage.network.losesTakeOvers = true;
        var back = stage.visitor(third);
        back.subscribe(mine);
        stage.passes(3000);
        assertEquals(List.of(), pair.second().types().stream().filter("peer_left"::equals).toList());
    }

    @Test
    void whoDidNotMoveOnInTimeHasLeftAlsoWhereThatIsAskedTwiceAndWasToBeHeldStill() {
        var pair = stage.pair(here, stage.identifier(), there, stage.identifier());
        stage.rooms.away = Optional.of(Failure.SERVICE_UNAVAILABLE);
        pair.first().session().trunkLost();
        stage.passes(3500);
        stage.rooms.away = Optional.empty();
        stage.rooms.lostAnswers = 1;
        stage.passes(5000);
        assertEquals(List.of("peer_left"), pair.second().types());
    }

    @Test
    void whoIsAnsweredLateIsToldOfWhomTheAnswerNames() {
        stage.rooms.lostAnswers = 1;
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        var first = stage.visitor(here);
        first.subscribe(mine);
        stage.rooms.slow = Optional.empty();
        stage.visitor(there).subscribe(yours);
        answer.complete();
        assertEquals(1, first.types().stream().filter("peer_ready"::equals).count());
    }

    @Test
    void whatIsRepeatedBecauseAnAnswerWasLostIsHeardOnce() {
        var pair = stage.pair(here, mine, there, yours);
        stage.network.losesAnswers = true;
        pair.first().says(mine, numbers(0, 10));
        stage.passes(3000);
        stage.network.losesAnswers = false;
        stage.passes(3000);
        pair.first().says(mine, numbers(10, 20));
        assertEquals(numbers(0, 20), pair.second().heard());
    }

    @Test
    void aRoomServiceThatDiesInAJoinCostsNobodyAnything() {
        var first = stage.visitor(here);
        stage.rooms.lostAnswers = 2;
        first.subscribe(mine);
        assertEquals(3, stage.rooms.asked.stream().filter(JoinRoom.class::isInstance).count());
        assertTrue(first.types().contains("init"));
        assertTrue(first.wire().ended.isEmpty());
    }

    @Test
    void aPlaceWhoseAnswerNeverCameIsGivenUp() {
        stage.rooms.lostAnswers = 3;
        var first = stage.visitor(here);
        first.subscribe(stage.identifier());
        assertEquals(Optional.of(Failure.SERVICE_UNAVAILABLE), first.wire().ended);
        assertEquals(new Instance.Census(0, 0, 0), here.census());
        assertTrue(stage.rooms.isEmpty(), "no ghost keeps the place");
    }

    @Test
    void aPlaceWhoseAnswerNeverCameWaitsForWhoCanResumeIt() {
        var first = stage.visitor(here);
        first.subscribe(mine);
        stage.rooms.lostAnswers = 3;
        stage.visitor(there).subscribe(yours);
        var back = stage.visitor(third);
        back.subscribe(yours);
        stage.passes(1000);
        back.types();
        assertTrue(first.types().contains("peer_ready"), "whoever was never announced is announced now");
        first.says(mine, numbers(0, 5));
        assertEquals(numbers(0, 5), back.heard());
    }
}
